package slipway.deployer.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/// Replaces and deletes files so that after a crash or a power cut the old or the new content is
/// there whole.
public final class DurableFile {
  private DurableFile() {}

  /// Writes beside the file, forces it to the disk, renames, and forces the directory. A full disk
  /// leaves the old file as it was.
  ///
  /// @param mode as `rw-------`
  public static void replace(Path file, byte[] content, String mode) throws IOException {
    Path directory = directory(file);
    Path next = directory.resolve("." + file.getFileName() + ".new");
    Set<PosixFilePermission> permissions = PosixFilePermissions.fromString(mode);
    Files.deleteIfExists(next);
    try (FileChannel channel =
        FileChannel.open(
            next,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(permissions))) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
    Files.setPosixFilePermissions(next, permissions);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    force(directory);
  }

  /// The same, and what the file held before stays in `previous`, unless the file system has no
  /// hard links. Costs no space.
  static void replaceKeeping(Path previous, Path file, byte[] content, String mode)
      throws IOException {
    Path before = directory(file).resolve("." + previous.getFileName() + ".new");
    boolean linked = link(before, file);
    replace(file, content, mode);
    if (linked) {
      Files.move(
          before, previous, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static boolean link(Path link, Path file) {
    try {
      Files.deleteIfExists(link);
      Files.createLink(link, file);
      return true;
    } catch (IOException | UnsupportedOperationException _) {
      return false; // the file itself is what counts, and its own trouble is told of
    }
  }

  /// Absent is done. Once this returns, no crash brings the file back.
  public static void delete(Path file) throws IOException {
    if (Files.deleteIfExists(file)) {
      force(directory(file));
    }
  }

  private static Path directory(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file");
  }

  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
