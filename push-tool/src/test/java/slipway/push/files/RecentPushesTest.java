package slipway.push.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.cache.BucketSettings;
import slipway.cache.ClosureIndex;
import slipway.manifest.NixSecretKey;
import slipway.manifest.StorePath;
import slipway.push.operation.PushMemory;

/// What is remembered of pushes.
class RecentPushesTest {
  private static final NixSecretKey KEY = NixSecretKey.generate("cache-1");

  @TempDir Path folder;

  @Test
  void theLastAreKeptNewestFirst() {
    PushMemory memory = memory("releases");
    assertEquals(List.of(), memory.recent());
    IntStream.range(0, 10).forEach(i -> remember(memory, i));
    remember(memory, 5);
    assertEquals(
        IntStream.of(5, 9, 8, 7, 6, 4, 3, 2).mapToObj(RecentPushesTest::path).toList(),
        memory("releases").recent());
  }

  @Test
  void theirIndexesAreKeptAndNoOthers() throws Exception {
    PushMemory memory = memory("releases");
    remember(memory("releases.2"), 1);
    IntStream.range(0, 10).forEach(i -> remember(memory, i));
    assertEquals(Optional.empty(), memory.index(path(1), KEY));
    assertArrayEquals(new byte[] {7}, memory.index(path(7), KEY).orElseThrow());
    assertArrayEquals(new byte[] {1}, memory("releases.2").index(path(1), KEY).orElseThrow());
    try (Stream<Path> files = Files.list(folder.resolve("slipway"))) {
      assertEquals(2 + 8 + 1, files.count());
    }
  }

  @Test
  void anotherKeyHasSignedOtherNarinfos() {
    remember(memory("releases"), 1);
    NixSecretKey renewed = NixSecretKey.generate("cache-1");
    assertEquals(Optional.empty(), memory("releases").index(path(1), renewed));
  }

  @Test
  void whatSomebodyElseHasWrittenThereIsNotOurs() throws Exception {
    remember(memory("releases"), 1);
    remember(memory("releases"), 2);
    Path index = file("@" + path(1).hash() + ".gz");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(index)));
    Files.write(index, new byte[] {3});
    assertEquals(Optional.empty(), memory("releases").index(path(1), KEY));
    assertArrayEquals(new byte[] {2}, memory("releases").index(path(2), KEY).orElseThrow());
    Files.write(file("@" + path(2).hash() + ".gz"), new byte[ClosureIndex.MAX_BYTES + 1]);
    assertEquals(Optional.empty(), memory("releases").index(path(2), KEY));
  }

  @Test
  void anIndexThatIsGoneComesBackWithTheNextPush() throws Exception {
    remember(memory("releases"), 1);
    Files.delete(file("@" + path(1).hash() + ".gz"));
    remember(memory("releases"), 1);
    assertArrayEquals(new byte[] {1}, memory("releases").index(path(1), KEY).orElseThrow());
  }

  @Test
  void whatAKilledPushHasLeftGoesWithTheNext() throws Exception {
    remember(memory("releases"), 1);
    Path left =
        Files.writeString(file("@" + path(1).hash() + ".gz").resolveSibling(place() + "@7"), "");
    remember(memory("releases"), 2);
    assertFalse(Files.exists(left));
  }

  @Test
  void everyBucketHasItsOwn() {
    remember(memory("releases"), 1);
    assertEquals(List.of(), memory("others").recent());
    assertEquals(Optional.empty(), memory("others").index(path(1), KEY));
  }

  @Test
  void whatCannotBeReadOrWrittenIsForgotten() throws Exception {
    remember(memory("releases"), 1);
    try (Stream<Path> files = Files.list(folder.resolve("slipway"))) {
      for (Path each : files.toList()) {
        if (!each.toString().endsWith(".gz")) {
          Files.writeString(each, "nonsense\n" + path(2) + "\n");
        }
      }
    }
    assertEquals(List.of(path(2)), memory("releases").recent());
    Path file = Files.writeString(folder.resolve("file"), "");
    remember(RecentPushes.of(Map.of("XDG_CACHE_HOME", file.toString()), bucket("releases")), 1);
    remember(RecentPushes.of(Map.of(), bucket("releases")), 1);
    assertEquals(List.of(), RecentPushes.of(Map.of(), bucket("releases")).recent());
  }

  private String place() throws IOException {
    return file("_").getFileName().toString();
  }

  /// The one of them whose name ends so.
  private Path file(String end) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("slipway"))) {
      return files.filter(it -> it.toString().endsWith(end)).findFirst().orElseThrow();
    }
  }

  private static void remember(PushMemory memory, int digit) {
    memory.remember(Map.of(path(digit), new byte[] {(byte) digit}), KEY);
  }

  private PushMemory memory(String bucket) {
    return RecentPushes.of(Map.of("XDG_CACHE_HOME", folder.toString()), bucket(bucket));
  }

  private static BucketSettings bucket(String name) {
    return new BucketSettings(name, "us-east-1", null, null, false, "");
  }

  private static StorePath path(int digit) {
    return StorePath.of("/nix/store/" + String.valueOf(digit).repeat(32) + "-web");
  }
}
