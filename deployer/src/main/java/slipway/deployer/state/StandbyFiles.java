package slipway.deployer.state;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeSet;
import slipway.deployer.plan.Side;
import slipway.deployer.reconcile.HostException;
import slipway.deployer.reconcile.Pointers;

/// An empty file for each service whose visitors are led to the standby side. Caddy looks at it at
/// every request, as its route tells it to; to make or delete it is one step that nobody sees half
/// done, and it stays over a reboot.
public final class StandbyFiles implements Pointers {
  private final Path directory;

  public StandbyFiles(Path directory) {
    this.directory = directory;
  }

  @Override
  public Set<String> standby() throws HostException {
    Set<String> services = new TreeSet<>();
    // Those with a dot are on their way to being one.
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "[!.]*")) {
      files.forEach(file -> services.add(String.valueOf(file.getFileName())));
      return services;
    } catch (NoSuchFileException _) {
      return services;
    } catch (IOException no) {
      throw failed("list", directory, no);
    }
  }

  @Override
  public void point(String service, Side side) throws HostException {
    Path file = directory.resolve(service);
    try {
      switch (side) {
        case INTERNAL -> DurableFile.delete(file);
        case STANDBY -> {
          Files.createDirectories(directory);
          // Caddy has an account of its own, whatever the umask of this process.
          Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
          DurableFile.replace(file, new byte[0], "rw-r--r--");
        }
      }
    } catch (IOException no) {
      throw failed("write", file, no);
    }
  }

  private static HostException failed(String verb, Path file, IOException no) {
    return new HostException(
        "cannot %s %s, by which Caddy knows the instance that serves: %s; wanted a directory that root can write, with room on its disk"
            .formatted(verb, file, no),
        no);
  }
}
