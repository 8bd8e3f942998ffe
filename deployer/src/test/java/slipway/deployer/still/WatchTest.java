package slipway.deployer.still;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// By the kernel's own inotify.
class WatchTest {
  @TempDir Path folder;

  private Path file;
  private Path directory;
  private Path link;
  private Path absent;
  private Path relative;

  @BeforeEach
  void files() throws IOException {
    folder = folder.toRealPath();
    file = Files.createDirectories(folder.resolve("a/b")).resolve("file");
    Files.writeString(file, "1");
    directory = Files.createDirectories(folder.resolve("a/directory"));
    Files.writeString(Files.createDirectories(folder.resolve("store/one")).resolve("x"), "1");
    link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("store/one"));
    absent = folder.resolve("run/systemd/system.control/web.service.d");
    Files.createDirectories(folder.resolve("run"));
    Files.createDirectories(folder.resolve("deep/er"));
    relative =
        Files.createSymbolicLink(folder.resolve("deep/er/link"), Path.of("../.././a/b/../b/file"));
  }

  private Watch watch() throws IOException {
    return Watch.over(List.of(file, directory, link, absent, relative));
  }

  private interface Happening {
    void happen() throws IOException;
  }

  @TestFactory
  Stream<DynamicTest> whateverHappensToAPathIsTold() {
    Map<String, Happening> all = new TreeMap<>();
    all.put("written", () -> Files.writeString(file, "2"));
    all.put("mode", () -> file.toFile().setReadable(false));
    all.put("deleted", () -> Files.delete(file));
    all.put("moved away", () -> Files.move(file, folder.resolve("a/b/other")));
    all.put("its directory moved", () -> Files.move(file.getParent(), folder.resolve("a/c")));
    all.put("a file in a directory", () -> Files.writeString(directory.resolve("new"), ""));
    all.put("mode of a directory", () -> directory.toFile().setExecutable(false));
    all.put("where a link leads", () -> Files.writeString(folder.resolve("store/one/x"), "2"));
    all.put("that moved away", () -> Files.move(folder.resolve("store"), folder.resolve("stor")));
    all.put("a link replaced", () -> relink("store/two"));
    all.put("the first step to what is absent", () -> Files.createDirectory(next(absent, 3)));
    all.put("all of it", () -> Files.createDirectories(absent));
    return all.entrySet().stream()
        .map(each ->
            DynamicTest.dynamicTest(
                each.getKey(),
                () -> {
                  folder = Files.createTempDirectory(folder, "x");
                  files();
                  try (Watch watch = watch()) {
                    assertTrue(watch.isQuiet());
                    assertTrue(watch.isQuiet());
                    each.getValue().happen();
                    assertTold(watch);
                  }
                }));
  }

  /// A thread of the JDK's tells what the kernel has told it.
  static void assertTold(Watch watch) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          while (watch.isQuiet()) {
            Thread.onSpinWait();
          }
        });
  }

  private void relink(String target) throws IOException {
    Path fresh = Files.createSymbolicLink(folder.resolve("fresh"), folder.resolve(target));
    Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE);
  }

  /// The beginning of a path.
  private Path next(Path path, int less) {
    return path.getRoot().resolve(path.subpath(0, path.getNameCount() - less + 1));
  }

  @Test
  void neighboursAreNoMatter() throws IOException {
    try (Watch watch = watch()) {
      Files.writeString(folder.resolve("a/b/other"), "1");
      Files.createDirectories(folder.resolve("run/user/1000"));
      Files.createDirectories(folder.resolve("store/two"));
      // Fewer than are remembered, however late they are told.
      for (int i = 0; i < 200; i++) {
        Files.writeString(folder.resolve("a/b/" + i), "");
        assertTrue(watch.isQuiet());
      }
      Files.writeString(file, "2");
      assertTold(watch);
    }
  }

  @Test
  void moreThanCanBeRememberedCountsAsSomething() throws IOException {
    try (Watch watch = watch()) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> {
            for (int round = 0; watch.isQuiet(); round++) {
              for (int i = 0; i < 2_000; i++) {
                Files.writeString(folder.resolve("a/b/" + round + "-" + i), "");
              }
            }
          });
    }
  }

  @Test
  void linksInACircleAreNotFollowedForEver() throws IOException {
    Path one = folder.resolve("circle-1");
    Path two = folder.resolve("circle-2");
    Files.createSymbolicLink(one, two);
    Files.createSymbolicLink(two, one);
    assertThrows(FileSystemLoopException.class, () -> Watch.over(List.of(one)));
  }
}
