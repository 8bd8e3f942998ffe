package slipway.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NixKeysTest {
  /// Made by Nix 2.26.3 with `nix key generate-secret --key-name vector-1`, for this test alone.
  static final String NIX_SECRET =
      "vector-1:pDYEKSm6tWmprKF4s08QkpAN8nOPJwIPm5wCf3dAqsrah/Xj5qsk1Vdoe4zHMx15CmRJJ0J5ipSiA0zhl2OhIA==";

  /// By `nix key convert-secret-to-public`.
  private static final String NIX_PUBLIC = "vector-1:2of14+arJNVXaHuMxzMdeQpkSSdCeYqUogNM4ZdjoSA=";

  /// What `nix store sign` signs for a path: version, path, NAR hash, NAR size, references.
  private static final String NIX_FINGERPRINT =
      "1;/nix/store/gy454w1cxaq731grqwylhzf4pp9r5izh-hello.txt;sha256:04zwf782yjwnh3q6hz5izfd6jyip8kgw6g6yj43fiqhbyhdd0dqw;120;";

  private static final String NIX_SIGNATURE =
      "n2dDXpV0W8CMAA4ZHh33vdIKK1l++fUZtRyagGHNh29K3EE9uctpKsltePbJjqOm+zh6K9RaJ9bqzeioXny5BA==";

  @Test
  void aKeyOfNixIsReadAndSignsAsNixDoes() {
    NixSecretKey key = NixSecretKey.parse(NIX_SECRET + "\n");
    byte[] message = NIX_FINGERPRINT.getBytes(UTF_8);

    assertEquals("vector-1", key.name());
    assertEquals(NIX_PUBLIC, key.publicKey().toString());
    assertEquals(NIX_SECRET, key.secretText());
    assertEquals(NIX_SIGNATURE, Base64.getEncoder().encodeToString(key.sign(message)));
    assertTrue(
        NixPublicKey.parse(NIX_PUBLIC)
            .verifies(message, Base64.getDecoder().decode(NIX_SIGNATURE)));
  }

  /// RFC 8032, section 7.1, tests 1 to 3: seed, public key, message, signature.
  @ParameterizedTest
  @CsvSource({
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60, d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a, '', e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb, 3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c, 72, 92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7, fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025, af82, 6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
  })
  void theVectorsOfTheStandardHold(String seed, String point, String message, String signature) {
    HexFormat hex = HexFormat.of();
    NixSecretKey key =
        NixSecretKey.parse("rfc:" + Base64.getEncoder().encodeToString(hex.parseHex(seed + point)));
    assertArrayEquals(hex.parseHex(signature), key.sign(hex.parseHex(message)));
    assertTrue(key.publicKey().verifies(hex.parseHex(message), hex.parseHex(signature)));
  }

  @Test
  void aGeneratedKeySurvivesItsText() {
    NixSecretKey key = NixSecretKey.generate("team-2");
    NixSecretKey read = NixSecretKey.parse(key.secretText());
    byte[] message = {1, 2, 3};

    assertEquals(key.publicKey(), read.publicKey());
    assertArrayEquals(key.sign(message), read.sign(message));
    assertFalse(NixSecretKey.generate("team-2").publicKey().equals(key.publicKey()));
  }

  /// The JDK's own keys, of both kinds of point: some with an odd x, and some without.
  @Test
  void keysAreWhatTheJdkMakesOfTheSameBytes() throws Exception {
    KeyFactory factory = KeyFactory.getInstance("Ed25519");
    byte[] message = {1, 2, 3};
    Set<Boolean> odd = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      NixSecretKey key = NixSecretKey.generate("random-1");
      byte[] raw = Base64.getDecoder().decode(key.secretText().split(":", 2)[1]);
      odd.add(raw[63] < 0);
      Signature signing = Signature.getInstance("Ed25519");
      signing.initSign(
          factory.generatePrivate(
              new EdECPrivateKeySpec(NamedParameterSpec.ED25519, Arrays.copyOf(raw, 32))));
      signing.update(message);
      assertArrayEquals(signing.sign(), key.sign(message));
      Signature verifying = Signature.getInstance("Ed25519");
      verifying.initVerify(
          factory.generatePublic(
              new X509EncodedKeySpec(
                  HexFormat.of()
                      .parseHex(
                          "302a300506032b6570032100" + HexFormat.of().formatHex(raw, 32, 64)))));
      verifying.update(message);
      assertTrue(verifying.verify(key.sign(message)));
    }
    assertEquals(2, odd.size());
  }

  @Test
  void aSealIsOfOneKeyAndOneContent() {
    NixSecretKey key = NixSecretKey.parse(NIX_SECRET);
    String seal = key.seal(new byte[] {1});
    assertEquals(seal, NixSecretKey.parse(NIX_SECRET).seal(new byte[] {1}));
    assertTrue(seal.matches("[0-9a-f]{64}"), seal);
    assertNotEquals(seal, key.seal(new byte[] {2}));
    assertNotEquals(seal, NixSecretKey.generate("vector-1").seal(new byte[] {1}));
  }

  @Test
  void aPointThatIsNotTheSignersVerifiesNothing() {
    byte[] signature = NixSecretKey.parse(NIX_SECRET).sign(new byte[0]);
    for (String bytes : new String[] {"ff", "00", "02"}) {
      byte[] point = HexFormat.of().parseHex(bytes.repeat(32));
      NixPublicKey key = NixPublicKey.parse("odd-1:" + Base64.getEncoder().encodeToString(point));
      assertFalse(key.verifies(new byte[0], signature));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:b", "a/b", "a\n"})
  void aNameThatNixWouldNotTakeIsRefused(String name) {
    assertThrows(IllegalArgumentException.class, () -> NixSecretKey.generate(name));
  }

  @Test
  void aSecretKeyPrintsOnlyItsName() {
    assertEquals("secret key named vector-1", NixSecretKey.parse(NIX_SECRET).toString());
  }

  @Test
  void aBrokenSecretKeyIsToldWithoutItsText() {
    String otherHalf =
        "vector-1:"
            + Base64.getEncoder()
                .encodeToString(
                    HexFormat.of()
                        .parseHex(
                            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
                                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"));
    for (String text :
        new String[] {
          NIX_PUBLIC, NIX_SECRET.substring(0, 60), NIX_SECRET.substring(9), otherHalf, "vector-1:?"
        }) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> NixSecretKey.parse(text)).getMessage();
      String secret = text.substring(text.indexOf(':') + 1);
      assertFalse(message.contains(secret), message);
      assertTrue(message.contains("secret key"), message);
    }
  }
}
