package slipway.push.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.cache.BucketSettings;
import slipway.manifest.StorePath;
import slipway.push.operation.PushMemory;

/// What is remembered of pushes.
class RecentPushesTest {
  @TempDir Path folder;

  @Test
  void theLastAreKeptNewestFirst() {
    PushMemory memory = memory("releases");
    assertEquals(List.of(), memory.recent());
    IntStream.range(0, 10).forEach(i -> memory.remember(List.of(path(i))));
    memory.remember(List.of(path(5)));
    assertEquals(
        IntStream.of(5, 9, 8, 7, 6, 4, 3, 2).mapToObj(RecentPushesTest::path).toList(),
        memory("releases").recent());
  }

  @Test
  void everyBucketHasItsOwn() {
    memory("releases").remember(List.of(path(1)));
    assertEquals(List.of(), memory("others").recent());
  }

  @Test
  void whatCannotBeReadOrWrittenIsForgotten() throws Exception {
    memory("releases").remember(List.of(path(1)));
    try (Stream<Path> files = Files.list(folder.resolve("slipway"))) {
      Files.writeString(files.findFirst().orElseThrow(), "nonsense\n" + path(2) + "\n");
    }
    assertEquals(List.of(path(2)), memory("releases").recent());
    Path file = Files.writeString(folder.resolve("file"), "");
    RecentPushes.of(Map.of("XDG_CACHE_HOME", file.toString()), bucket("releases"))
        .remember(List.of(path(1)));
    RecentPushes.of(Map.of(), bucket("releases")).remember(List.of(path(1)));
    assertEquals(List.of(), RecentPushes.of(Map.of(), bucket("releases")).recent());
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
