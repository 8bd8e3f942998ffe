package slipway.push.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import slipway.push.config.PushSettings;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

/// Files that the developer names, and `slipway.json`, which is looked for from the working
/// directory upward.
public final class SettingsFiles {
  private static final FileAttribute<Set<PosixFilePermission>> FOR_ALL =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-rw-rw-"));

  private final Path directory;

  public SettingsFiles(Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
  }

  /// @param named by `--config`
  public Path find(Optional<Path> named) throws Failure {
    if (named.isPresent()) {
      return directory.resolve(named.get()).normalize();
    }
    for (Path folder = directory; folder != null; folder = folder.getParent()) {
      Path file = folder.resolve(PushSettings.FILE_NAME);
      if (Files.exists(file)) {
        return file;
      }
    }
    throw new Failure(
        ExitCode.USAGE,
        "there is no "
            + PushSettings.FILE_NAME
            + " in "
            + directory
            + " or above; make one with `slipway init --bucket NAME`, or name one with --config");
  }

  /// Where `init` writes: only here, never above.
  public Path here(Optional<Path> named) {
    return directory.resolve(named.orElse(Path.of(PushSettings.FILE_NAME))).normalize();
  }

  public boolean exists(Path file) {
    return Files.exists(directory.resolve(file));
  }

  public byte[] read(Path file) throws Failure {
    try {
      return Files.readAllBytes(directory.resolve(file));
    } catch (IOException e) {
      throw new Failure(ExitCode.USAGE, "cannot read " + file + ": " + FileProblem.text(e), e);
    }
  }

  /// The files of a folder whose names end in `suffix`, without hidden ones, sorted; named as the
  /// folder was.
  public List<Path> list(Path folder, String suffix) throws Failure {
    try (Stream<Path> entries = Files.list(directory.resolve(folder))) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.endsWith(suffix) && !name.startsWith("."))
          .sorted()
          .map(folder::resolve)
          .toList();
    } catch (IOException e) {
      throw new Failure(
          ExitCode.USAGE, "cannot read the folder " + folder + ": " + FileProblem.text(e), e);
    }
  }

  /// Writes a file that was not there.
  public void create(Path file, String text) throws Failure {
    write(file, text, StandardOpenOption.CREATE_NEW);
  }

  /// Writes a file in the place of what is there.
  public void replace(Path file, String text) throws Failure {
    write(file, text, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
  }

  /// Puts a text in the place of one that this program wrote, or where there is nothing. Whoever
  /// reads the file meanwhile has the one or the other, whole.
  ///
  /// @param beginning what all such texts begin with; a file that does not is somebody's
  public void swap(Path file, String text, String beginning) throws Failure {
    try {
      Path named = directory.resolve(file);
      requireOurs(named, beginning);
      // The file that a link leads to gives way, and not the link.
      putWhole(Files.exists(named) ? named.toRealPath() : named, text);
    } catch (IOException e) {
      throw new Failure(ExitCode.USAGE, "cannot write " + file + ": " + FileProblem.text(e), e);
    }
  }

  private static void putWhole(Path file, String text) throws IOException {
    // Readable for those whom the umask lets read; what is temporary is for its owner alone
    // otherwise, and a web server is somebody else.
    Path written =
        Files.createTempFile(file.getParent(), "." + file.getFileName(), ".new", FOR_ALL);
    try {
      try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private static void requireOurs(Path file, String beginning) throws IOException, Failure {
    if (!Files.exists(file)) {
      return;
    }
    if (!Files.isRegularFile(file)) {
      throw new Failure(
          ExitCode.USAGE, file + " is there and no file; name another, or - for stdout");
    }
    byte[] wanted = beginning.getBytes(StandardCharsets.UTF_8);
    try (InputStream found = Files.newInputStream(file)) {
      byte[] start = found.readNBytes(wanted.length);
      if (start.length > 0 && !Arrays.equals(start, wanted)) {
        throw new Failure(
            ExitCode.USAGE,
            file
                + " is there, and this command did not write it; nothing was changed: name another"
                + " file, or move that one away");
      }
    }
  }

  public void makeFolder(Path folder) throws Failure {
    try {
      Files.createDirectories(directory.resolve(folder));
    } catch (IOException e) {
      throw new Failure(
          ExitCode.USAGE, "cannot make the folder " + folder + ": " + FileProblem.text(e), e);
    }
  }

  private void write(Path file, String text, StandardOpenOption... how) throws Failure {
    Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.WRITE, how);
    try {
      Files.writeString(
          directory.resolve(file),
          text,
          StandardCharsets.UTF_8,
          options.toArray(StandardOpenOption[]::new));
    } catch (IOException e) {
      throw new Failure(ExitCode.USAGE, "cannot write " + file + ": " + FileProblem.text(e), e);
    }
  }
}
