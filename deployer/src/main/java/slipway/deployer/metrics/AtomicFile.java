package slipway.deployer.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/// Replaces files that others read at any moment: they find the old or the new content, whole.
/// Nothing waits for the disk.
final class AtomicFile {
  private static final String MODE = "rw-r--r--";

  private AtomicFile() {}

  /// The directory may be that of another account, such as node_exporter's. So no link in it is
  /// followed, and nothing in it is read.
  static void replace(Path file, String content) throws IOException {
    // Not `.prom`, which node_exporter would read.
    Path next = file.resolveSibling("." + file.getFileName() + ".new");
    Files.deleteIfExists(next);
    Files.writeString(
        next, content, UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    // Whatever the umask is.
    Files.getFileAttributeView(next, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setPermissions(PosixFilePermissions.fromString(MODE));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
