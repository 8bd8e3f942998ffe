package slipway.push.nix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.cache.NarInfo;
import slipway.manifest.NixSecretKey;
import slipway.manifest.StorePath;

/// Small paths, packed here as Nix packs them. The hash is that of `nix-hash --type sha256
/// --base32`.
class PackedTest {
  private static final String HASH = "08zv8f8h2wvz0dhbbzav27gkr1n88i386rq0lpxzzkw8ndg3pgmn";
  private static final long SIZE = 1232;
  private static final StorePath WEB = TestCache.path('1');
  private static final StorePath LIBRARY = TestCache.path('2');

  private final NixSecretKey ours = NixSecretKey.generate("ours-1");

  @TempDir Path store;

  @BeforeEach
  void build() throws IOException {
    Path path = store.resolve(WEB.baseName());
    Files.createDirectories(path.resolve("bin"));
    Files.createDirectories(path.resolve("empty"));
    Files.writeString(path.resolve("bin/web"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(
        path.resolve("bin/web"), PosixFilePermissions.fromString("r-xr-xr-x"));
    Files.writeString(path.resolve("Z"), "");
    Files.writeString(path.resolve("a"), "12345678");
    Files.createSymbolicLink(path.resolve("link"), Path.of("bin/web"));
  }

  @Test
  void aPathIsPackedAndSigned() throws Exception {
    Packed packed = Packed.of(info("sha256:" + HASH, SIZE), store, ours);
    NarInfo narInfo = TestCache.parsed(new String(packed.narInfo().text(), UTF_8));
    assertEquals(packed.narInfo().narInfo(), narInfo);
    assertTrue(narInfo.isSignedByOneOf(Set.of(ours.publicKey())));
    assertEquals("sha256:" + HASH, narInfo.narHash());
    assertEquals(List.of(WEB, LIBRARY), narInfo.references());
    assertEquals(packed.archive().length, narInfo.fileSize().orElseThrow());
    try (GZIPInputStream nar = new GZIPInputStream(new ByteArrayInputStream(packed.archive()))) {
      assertArrayEquals(Nar.pack(store.resolve(WEB.baseName()), 1 << 20), nar.readAllBytes());
    }
  }

  @Test
  void whatNixKnowsBesidesStandsInTheNarinfo() throws Exception {
    String text =
        new String(Packed.of(info("sha256:" + HASH, SIZE), store, ours).narInfo().text(), UTF_8);
    assertTrue(text.contains("\nDeriver: web.drv\n"), text);
    assertTrue(text.contains("\nSig: theirs-1:abc\nSig: ours-1:"), text);
    assertTrue(text.contains("\nCA: fixed:r:sha256:abc\n"), text);
  }

  @Test
  void whatIsNotAsNixSaysIsLeftToNix() throws Exception {
    String other = HASH.replace(HASH.charAt(1), HASH.charAt(1) == '0' ? '1' : '0');
    assertThrows(IOException.class, () -> Packed.of(info("sha256:" + other, SIZE), store, ours));
    assertThrows(IOException.class, () -> Packed.of(info("sha256:" + HASH, 1), store, ours));
    Files.writeString(store.resolve(WEB.baseName()).resolve("Z"), "x".repeat(Packed.MOST_BYTES));
    assertThrows(IOException.class, () -> Packed.of(info("sha256:" + HASH, SIZE), store, ours));
  }

  private static PathInfo info(String hash, long size) {
    return new PathInfo(
        WEB,
        hash,
        size,
        new TreeSet<>(List.of(LIBRARY, WEB)),
        Optional.of("web.drv"),
        Optional.of("fixed:r:sha256:abc"),
        List.of("theirs-1:abc"));
  }
}
