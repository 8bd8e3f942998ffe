package slipway.deployer.still;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/// Reads what subjects say now.
///
/// @param run `/run` but in tests
/// @param cgroups `/sys/fs/cgroup/system.slice` but in tests, the cgroups of services
record SignReader(Path run, Path cgroups) {
  private static final String ABSENT = "absent";

  /// @param root `/` but in tests
  static SignReader of(Path root) {
    return new SignReader(root.resolve("run"), root.resolve("sys/fs/cgroup/system.slice"));
  }

  /// The time of the last change of a file's content, name or mode cannot be set by anybody, so it
  /// tells more than the time of its content does.
  String entry(Path path) throws IOException {
    // Most are absent, for which an exception would be a slow answer.
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return ABSENT;
    }
    try {
      Map<String, Object> found =
          Files.readAttributes(path, "unix:ino,size,mode,ctime", LinkOption.NOFOLLOW_LINKS);
      return found.get("ino")
          + " "
          + found.get("size")
          + " "
          + found.get("mode")
          + " "
          + found.get("ctime");
    } catch (NoSuchFileException _) {
      return ABSENT;
    }
  }

  /// systemd keeps a link for every service that runs, which leads to the id of this very start: a
  /// restart gives it another, and an end takes it away. A service that waits to be restarted has
  /// it still, but no process.
  String running(String unit) throws IOException {
    Path invocation = run.resolve("systemd/units").resolve("invocation:" + unit);
    if (!Files.isSymbolicLink(invocation)) {
      return ABSENT;
    }
    Path events = cgroups.resolve(unit).resolve("cgroup.events");
    String populated =
        Files.exists(events) ? Files.readString(events).lines().findFirst().orElse("") : "";
    return Files.readSymbolicLink(invocation) + " " + populated;
  }
}
