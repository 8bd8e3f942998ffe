package slipway.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestSignatureTest {
  private static final byte[] MANIFEST = "{\"version\":1}".getBytes(UTF_8);
  private static final NixSecretKey OLD = NixSecretKey.generate("team-1");
  private static final NixSecretKey NEW = NixSecretKey.generate("team-2");
  private static final NixSecretKey STRANGER = NixSecretKey.generate("stranger-1");

  private static List<NixPublicKey> keys(NixSecretKey... keys) {
    return Arrays.stream(keys).map(NixSecretKey::publicKey).toList();
  }

  @Test
  void oneTrustedKeyIsEnough() {
    String header = ManifestSignature.sign(MANIFEST, List.of(STRANGER, NEW));
    assertEquals(
        new Verification.Trusted("team-2"),
        ManifestSignature.verify(MANIFEST, header, keys(OLD, NEW)));
    assertEquals(
        new Verification.Trusted("team-2"),
        ManifestSignature.verify(MANIFEST, "garbage  " + header + " ", keys(OLD, NEW)));
  }

  @Test
  void whileKeysRotateEitherHostIsContent() {
    String header = ManifestSignature.sign(MANIFEST, List.of(OLD, NEW));
    assertEquals(2, header.split(" ").length);
    assertEquals(
        new Verification.Trusted("team-1"), ManifestSignature.verify(MANIFEST, header, keys(OLD)));
    assertEquals(
        new Verification.Trusted("team-2"), ManifestSignature.verify(MANIFEST, header, keys(NEW)));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " "})
  void noSignatureIsUnsigned(String header) {
    assertEquals(
        new Verification.Unsigned(), ManifestSignature.verify(MANIFEST, header, keys(OLD)));
  }

  @Test
  void aStrangersSignatureIsUntrusted() {
    String header = ManifestSignature.sign(MANIFEST, List.of(STRANGER));
    Verification verification = ManifestSignature.verify(MANIFEST, header, keys(OLD, NEW));
    assertEquals(
        new Verification.Untrusted(List.of("stranger-1"), List.of("team-1", "team-2")),
        verification);
    assertTrue(
        assertInstanceOf(Verification.Refused.class, verification)
            .message()
            .startsWith(
                "the manifest is signed by stranger-1, and this host trusts team-1, team-2"));
    assertEquals(
        new Verification.Untrusted(List.of("stranger-1"), List.of()),
        ManifestSignature.verify(MANIFEST, header, List.of()));
  }

  @Test
  void everyChangedByteMakesASignatureWrong() {
    String header = ManifestSignature.sign(MANIFEST, List.of(OLD));
    for (int i = 0; i < MANIFEST.length; i++) {
      byte[] changed = MANIFEST.clone();
      changed[i] ^= 1;
      assertEquals(
          new Verification.Wrong("team-1"),
          ManifestSignature.verify(changed, header, keys(OLD, NEW)));
    }
    byte[] longer = Arrays.copyOf(MANIFEST, MANIFEST.length + 1);
    longer[MANIFEST.length] = '\n';
    assertEquals(
        new Verification.Wrong("team-1"), ManifestSignature.verify(longer, header, keys(OLD)));
  }

  @Test
  void anotherKeyUnderATrustedNameIsWrong() {
    String header =
        ManifestSignature.sign(MANIFEST, List.of(STRANGER, NixSecretKey.generate("team-1")));
    assertEquals(
        new Verification.Wrong("team-1"), ManifestSignature.verify(MANIFEST, header, keys(OLD)));
  }

  @Test
  void twoTrustedKeysMayHaveOneName() {
    NixSecretKey successor = NixSecretKey.generate("team-1");
    String header = ManifestSignature.sign(MANIFEST, List.of(successor));
    assertEquals(
        new Verification.Trusted("team-1"),
        ManifestSignature.verify(MANIFEST, header, keys(OLD, successor)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "team-1:", "team-1:AAAA", "team-1:%%%%", ":AAAA", "a b c"})
  void whatIsNoSignatureIsMalformed(String header) {
    assertInstanceOf(
        Verification.Malformed.class, ManifestSignature.verify(MANIFEST, header, keys(OLD)));
  }

  @Test
  void anEndlessHeaderIsNotWorkedThrough() {
    assertEquals(
        new Verification.Malformed(
            "the manifest's signature has 100000 characters, wanted at most 4096"),
        ManifestSignature.verify(MANIFEST, "a".repeat(100_000), keys(OLD)));
  }
}
