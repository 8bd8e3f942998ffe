package slipway.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import slipway.manifest.NixPublicKey;
import slipway.manifest.StorePath;

class NarInfoTest {
  /// As cache.nixos.org serves it, signature included.
  private static final String CURL =
      """
      StorePath: /nix/store/syd87l2rxw8cbsxmxl853h0r6pdwhwjr-curl-7.82.0-bin
      URL: nar/05ra3y72i3qjri7xskf9qj8kb29r6naqy1sqpbs3azi3xcigmj56.nar.xz
      Compression: xz
      FileHash: sha256:05ra3y72i3qjri7xskf9qj8kb29r6naqy1sqpbs3azi3xcigmj56
      FileSize: 68852
      NarHash: sha256:1b4sb93wp679q4zx9k1ignby1yna3z7c4c2ri3wphylbc2dwsys0
      NarSize: 196040
      References: 0jqd0rlxzra1rs38rdxl43yh6rxchgc6-curl-7.82.0 6w8g7njm4mck5dmjxws0z1xnrxvl81xa-glibc-2.34-115 j5jxw3iy7bbz4a57fh9g2xm2gxmyal8h-zlib-1.2.12 yxvjs9drzsphm9pcf42a4byzj1kb9m7k-openssl-1.1.1n
      Deriver: 5rwxzi7pal3qhpsyfc16gzkh939q1np6-curl-7.82.0.drv
      Sig: cache.nixos.org-1:TsTTb3WGTZKphvYdBHXwo6weVILmTytUjLB+vcX89fOjjRicCHmKA4RCPMVLkj6TMJ4GMX3HPVWRdD1hkeKZBQ==
      """;

  private static final NixPublicKey NIXOS =
      NixPublicKey.parse("cache.nixos.org-1:6NCHdD59X431o0gWypbMrAURkbJ16ZPMQFGspcDShjY=");
  private static final NixPublicKey IMPOSTOR =
      NixPublicKey.parse("cache.nixos.org-1:FAKDuFyFZyUsUUxVYHYfTzTMEzrmSDDaQzPkUCC9xfE=");

  @Test
  void everyLineIsRead() {
    NarInfo curl = read(CURL);
    assertEquals(
        StorePath.of("/nix/store/syd87l2rxw8cbsxmxl853h0r6pdwhwjr-curl-7.82.0-bin"),
        curl.storePath());
    assertEquals("nar/05ra3y72i3qjri7xskf9qj8kb29r6naqy1sqpbs3azi3xcigmj56.nar.xz", curl.url());
    assertEquals(OptionalLong.of(68852), curl.fileSize());
    assertEquals(196040, curl.narSize());
    assertEquals(4, curl.references().size());
    assertEquals(1, curl.signatures().size());
  }

  @Test
  void theSignatureOfAKnownCacheVerifies() {
    assertTrue(read(CURL).isSignedByOneOf(List.of(NIXOS)));
    assertTrue(!read(CURL).isSignedByOneOf(List.of(IMPOSTOR)));
    assertTrue(!read(CURL).isSignedByOneOf(List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "syd87l2rxw8cbsxmxl853h0r6pdwhwjr, syd87l2rxw8cbsxmxl853h0r6pdwhwjs",
    "1b4sb93wp679q4zx9k1ignby1yna3z7c4c2ri3wphylbc2dwsys0,"
        + " 1b4sb93wp679q4zx9k1ignby1yna3z7c4c2ri3wphylbc2dwsys1",
    "NarSize: 196040, NarSize: 196041",
    "-zlib-1.2.12, -zlib-1.2.13",
    "Sig: cache.nixos.org-1, Sig: cache.nixos.org-2",
  })
  void nothingSignedMayChange(String was, String is) {
    assertTrue(!read(CURL.replace(was, is)).isSignedByOneOf(List.of(NIXOS)));
  }

  @Test
  void theOrderOfReferencesIsNotSigned() {
    String reversed = CURL.replaceFirst("References: (\\S+) (.+)", "References: $2 $1");
    assertTrue(read(reversed).isSignedByOneOf(List.of(NIXOS)));
  }

  @Test
  void aPathWithoutReferencesIsRead() {
    assertEquals(List.of(), read(CURL.replaceFirst("References: .+", "References: ")).references());
  }

  @ParameterizedTest
  @CsvSource({
    "StorePath: /nix/store/, StorePath: /other/, StorePath",
    "NarSize: 196040, NarSize: 0, NarSize",
    "NarSize: 196040, NarSize: many, NarSize",
    "NarHash: sha256, NarHash: md5, NarHash",
    "URL: nar/, Where: nar/, URL",
    "URL: nar/, URL: ../nar/, URL",
    "0jqd0rlxzra1rs38rdxl43yh6rxchgc6-curl, curl, References",
    "Compression: xz, NarSize: 5, NarSize",
    "Compression: xz, Compression, line",
  })
  void whatIsNoNarinfoIsExplained(String was, String is, String named) {
    String text = CURL.replaceFirst(Pattern.quote(was), is);
    NarInfo.Reading.Malformed malformed =
        assertInstanceOf(NarInfo.Reading.Malformed.class, NarInfo.parse(TestBucket.bytes(text)));
    assertTrue(malformed.problem().contains(named), malformed.problem());
  }

  private static NarInfo read(String text) {
    return assertInstanceOf(NarInfo.Reading.Read.class, NarInfo.parse(TestBucket.bytes(text)))
        .narInfo();
  }
}
