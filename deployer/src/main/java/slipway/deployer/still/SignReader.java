package slipway.deployer.still;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Reads what subjects say now.
///
/// @param root `/` but in tests
/// @param proxy what Caddy answered last
record SignReader(Path root, LastDigest proxy) {
  private static final String ABSENT = "absent";

  /// Of a mode, the bits that tell a link (inode(7)).
  private static final int KIND = 0xf000;

  private static final int LINK = 0xa000;

  /// More than the kernel writes into a file of a cgroup's events, or than a host's name has.
  private static final int SHORT = 256;

  SignReader(Path root) {
    this(root, new LastDigest());
  }

  /// The time of the last change of a file's content, name or mode cannot be set by anybody, so it
  /// tells more than the time of its content does. Of a link, what it leads to has to stay, too.
  String entry(Path path) throws IOException {
    try {
      Map<String, Object> own = attributes(path, LinkOption.NOFOLLOW_LINKS);
      boolean isLink = own.get("mode") instanceof Integer mode && (mode & KIND) == LINK;
      return isLink ? text(own) + target(path) : text(own);
    } catch (NoSuchFileException _) {
      return ABSENT;
    }
  }

  /// Whether [#entry] would say the same, but that a link which leads nowhere counts as absent: so
  /// it does for every reader of ours.
  boolean isEntry(Path path, String value) throws IOException {
    return value.equals(ABSENT) ? isAbsent(path) : entry(path).equals(value);
  }

  /// Without an exception, of which each takes as long as ten answers, and there are as many as
  /// services.
  private static boolean isAbsent(Path path) throws IOException {
    return path.getFileSystem().provider().readAttributesIfExists(path, BasicFileAttributes.class)
        == null;
  }

  private static String target(Path link) throws IOException {
    try {
      return " to " + text(attributes(link));
    } catch (NoSuchFileException _) {
      return "";
    }
  }

  private static Map<String, Object> attributes(Path path, LinkOption... how) throws IOException {
    return Files.readAttributes(path, "unix:ino,mode,ctime", how);
  }

  private static String text(Map<String, Object> attributes) throws IOException {
    if (attributes.get("ctime") instanceof FileTime changed) {
      // A number, since a time takes longer to write than to read.
      long nanoseconds = changed.to(TimeUnit.NANOSECONDS);
      return attributes.get("ino") + " " + attributes.get("mode") + " " + nanoseconds;
    }
    throw new IOException("the file system tells no time of change");
  }

  /// systemd keeps a link for every service that runs, which leads to the id of this very start: a
  /// restart gives it another, and an end takes it away. Not every systemd takes it from a service
  /// that waits to be restarted, which has no process.
  String running(String unit) throws IOException {
    try {
      return Files.readSymbolicLink(invocation(unit)) + " " + populated(unit);
    } catch (NoSuchFileException | NotLinkException _) {
      return ABSENT;
    }
  }

  Path invocation(String unit) {
    return root.resolve("run/systemd/units/invocation:" + unit);
  }

  /// The first line of `cgroup.events`, which is short.
  private String populated(String unit) throws IOException {
    Path events = events(unit);
    try {
      String text = begin(events);
      return text.substring(0, Math.max(0, text.indexOf('\n')));
    } catch (FileNotFoundException e) {
      if (Files.notExists(events)) {
        return "";
      }
      throw e;
    }
  }

  /// What the kernel makes up is there at the first read. A channel would ask for size and place
  /// before, and for the end after.
  private static String begin(Path file) throws IOException {
    try (InputStream in = new FileInputStream(file.toString())) {
      byte[] bytes = new byte[SHORT];
      return new String(bytes, 0, Math.max(0, in.read(bytes)), ISO_8859_1);
    }
  }

  /// All instances of a template have a slice of their own (systemd.slice(5)).
  Path events(String unit) {
    int at = unit.indexOf('@');
    String slice =
        at < 0 ? "" : "system-" + unit.substring(0, at).replace("-", "\\x2d") + ".slice/";
    return root.resolve("sys/fs/cgroup/system.slice/" + slice + unit + "/cgroup.events");
  }

  /// What is in a short file that the kernel makes up, whose times say nothing.
  String text(Path path) throws IOException {
    return begin(path).strip();
  }
}
