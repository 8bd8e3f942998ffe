package slipway.deployer.still;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/// Reads what subjects say now.
///
/// @param root `/` but in tests
record SignReader(Path root) {
  private static final String ABSENT = "absent";

  /// Of a mode, the bits that tell a link (inode(7)).
  private static final int KIND = 0xf000;

  private static final int LINK = 0xa000;

  /// The time of the last change of a file's content, name or mode cannot be set by anybody, so it
  /// tells more than the time of its content does. Of a link, what it leads to has to stay, too.
  String entry(Path path) throws IOException {
    // Most are absent, for which an exception would be a slow answer.
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return ABSENT;
    }
    try {
      Map<String, Object> own = attributes(path, LinkOption.NOFOLLOW_LINKS);
      boolean isLink = own.get("mode") instanceof Integer mode && (mode & KIND) == LINK;
      return isLink && Files.exists(path) ? text(own) + " to " + text(attributes(path)) : text(own);
    } catch (NoSuchFileException _) {
      return ABSENT;
    }
  }

  private static Map<String, Object> attributes(Path path, LinkOption... how) throws IOException {
    return Files.readAttributes(path, "unix:ino,mode,ctime", how);
  }

  private static String text(Map<String, Object> attributes) {
    return attributes.get("ino") + " " + attributes.get("mode") + " " + attributes.get("ctime");
  }

  /// systemd keeps a link for every service that runs, which leads to the id of this very start: a
  /// restart gives it another, and an end takes it away. A service that waits to be restarted has
  /// it still, but no process.
  String running(String unit) throws IOException {
    Path invocation = root.resolve("run/systemd/units").resolve("invocation:" + unit);
    if (!Files.isSymbolicLink(invocation)) {
      return ABSENT;
    }
    Path events = cgroup(unit).resolve("cgroup.events");
    String populated =
        Files.exists(events) ? Files.readString(events).lines().findFirst().orElse("") : "";
    return Files.readSymbolicLink(invocation) + " " + populated;
  }

  /// All instances of a template have a slice of their own (systemd.slice(5)).
  private Path cgroup(String unit) {
    Path slice = root.resolve("sys/fs/cgroup/system.slice");
    int at = unit.indexOf('@');
    return at < 0
        ? slice.resolve(unit)
        : slice
            .resolve("system-" + unit.substring(0, at).replace("-", "\\x2d") + ".slice")
            .resolve(unit);
  }

  /// What is in a file that the kernel makes up, whose times say nothing.
  String text(Path path) throws IOException {
    return Files.readString(path).strip();
  }
}
