package slipway.deployer.systemd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import slipway.deployer.reconcile.HostException;
import slipway.deployer.state.DurableFile;
import slipway.unit.UnitFile;

/// The directory of the unit files that we wrote, and nothing else. Each change is on disk when its
/// method returns, and a crash at any instant leaves the old file or the new one.
final class UnitDirectory {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9:_@-][A-Za-z0-9:_.@-]*\\.(service|timer|socket)");

  private final Path directory;

  UnitDirectory(Path directory) {
    this.directory = directory;
  }

  static String requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "found '%s', wanted the name of a service, timer or socket unit".formatted(name));
    }
    return name;
  }

  Set<String> names() throws HostException {
    Set<String> names = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (NAME.matcher(name).matches()) {
          names.add(name);
        }
      }
      return names;
    } catch (NoSuchFileException _) {
      return names;
    } catch (IOException no) {
      throw failed("list the unit files in", directory, no);
    }
  }

  /// Null where there is no such file. Bytes that are not UTF-8 are replaced, so that a damaged
  /// file equals nothing that we would write.
  @Nullable String read(String name) throws HostException {
    Path file = file(name);
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (NoSuchFileException _) {
      return null;
    } catch (IOException no) {
      throw failed("read", file, no);
    }
  }

  void write(UnitFile unit) throws HostException {
    Path file = file(unit.name());
    try {
      Files.createDirectories(directory);
      DurableFile.replace(file, unit.content().getBytes(StandardCharsets.UTF_8), "rw-r--r--");
    } catch (IOException no) {
      throw failed("write", file, no);
    }
  }

  void delete(String name) throws HostException {
    Path file = file(name);
    try {
      DurableFile.delete(file);
    } catch (IOException no) {
      throw failed("delete", file, no);
    }
  }

  private Path file(String name) {
    return directory.resolve(requireName(name));
  }

  private static HostException failed(String verb, Path file, IOException no) {
    return new HostException(
        "cannot %s %s: %s; wanted a directory that root can write, with room on its disk"
            .formatted(verb, file, no),
        no);
  }
}
