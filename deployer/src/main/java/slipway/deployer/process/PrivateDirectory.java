package slipway.deployer.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A fresh directory that only its owner can enter, gone with all its content when closed. Its name
/// tells the process, so that others find what a killed one left.
public final class PrivateDirectory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PrivateDirectory.class);
  private static final String PREFIX = "slipway-pid-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "(?<pid>[0-9]{1,18})-[0-9]+");

  private final Path path;

  private PrivateDirectory(Path path) {
    this.path = path;
  }

  /// @param parent must exist
  public static PrivateDirectory in(Path parent) throws IOException {
    return new PrivateDirectory(
        Files.createTempDirectory(
            parent,
            PREFIX + ProcessHandle.current().pid() + "-",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
  }

  /// Deletes those of processes that are no more. What belongs to another user stays: whoever can
  /// change a directory could lead us elsewhere while we delete.
  public static void sweep(Path parent) {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path each : all) {
        if (isLeft(each)) {
          sweepOwn(each);
        }
      }
    } catch (IOException e) {
      LOG.debug("action=sweep file={} reason=\"{}\"", parent, e.toString());
    }
  }

  private static void sweepOwn(Path left) throws IOException {
    try (PrivateDirectory own = in(left.resolveSibling(""))) {
      if (owner(left).equals(owner(own.path()))) {
        LOG.info("action=sweep file={}", left);
        Files.walkFileTree(left, new Deletion());
      }
    }
  }

  private static boolean isLeft(Path directory) {
    Matcher name = NAME.matcher(String.valueOf(directory.getFileName()));
    return name.matches() && ProcessHandle.of(Long.parseLong(name.group("pid"))).isEmpty();
  }

  private static UserPrincipal owner(Path path) throws IOException {
    return Files.getOwner(path, LinkOption.NOFOLLOW_LINKS);
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      Files.walkFileTree(path, new Deletion());
    } catch (IOException broken) {
      LOG.warn("cannot delete the temporary directory {}: {}", path, broken.toString());
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException broken)
        throws IOException {
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
