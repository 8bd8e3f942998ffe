package slipway.push.files;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import slipway.manifest.NixSecretKey;
import slipway.push.operation.Keys;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

/// Key files as Nix writes them, readable by their owner alone.
public final class KeyFiles implements Keys {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final FileAttribute<Set<PosixFilePermission>> FILE_MODE =
      PosixFilePermissions.asFileAttribute(OWNER_ONLY);
  private static final FileAttribute<Set<PosixFilePermission>> FOLDER_MODE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  private static final int MOST_BYTES = 4096;

  @Override
  public boolean exists(Path file) {
    return Files.exists(file);
  }

  @Override
  public NixSecretKey load(Path file) throws Failure {
    try {
      requireOwnerOnly(file);
      if (Files.size(file) > MOST_BYTES) {
        throw new Failure(ExitCode.USAGE, file + " is too large to be a key");
      }
      return NixSecretKey.parse(Files.readString(file, StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      throw new Failure(ExitCode.USAGE, file + ": " + Failure.text(e), e);
    } catch (IOException e) {
      throw new Failure(
          ExitCode.USAGE,
          "cannot read the key "
              + file
              + ": "
              + FileProblem.text(e)
              + "; wanted a secret key, as `slipway init` makes or a colleague gives you",
          e);
    }
  }

  @Override
  public Optional<NixSecretKey> create(Path file, String name) throws Failure {
    if (Files.exists(file)) {
      return Optional.empty();
    }
    NixSecretKey key = NixSecretKey.generate(name);
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null && !Files.exists(folder)) {
        Files.createDirectories(folder, FOLDER_MODE);
        // A key in version control is everybody's key.
        Files.writeString(folder.resolve(".gitignore"), "*\n", StandardOpenOption.CREATE_NEW);
      }
      write(file, key.secretText() + "\n");
      return Optional.of(key);
    } catch (FileAlreadyExistsException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new Failure(
          ExitCode.USAGE, "cannot write the key " + file + ": " + FileProblem.text(e), e);
    }
  }

  private static void write(Path file, String text) throws IOException {
    SeekableByteChannel channel = Files.newByteChannel(file, NEW, FILE_MODE);
    try (channel) {
      channel.write(StandardCharsets.US_ASCII.encode(text));
    } catch (IOException e) {
      // Half a key would be taken for the key from now on.
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static void requireOwnerOnly(Path file) throws IOException, Failure {
    Set<PosixFilePermission> modes = Files.getPosixFilePermissions(file);
    if (!modes.stream().allMatch(mode -> mode.name().startsWith("OWNER_"))) {
      throw new Failure(
          ExitCode.USAGE,
          "the key "
              + file
              + " is open to others ("
              + PosixFilePermissions.toString(modes)
              + "); wanted rw-------: chmod 600 '"
              + file
              + "'. Where others may have read it, make a new one");
    }
  }
}
