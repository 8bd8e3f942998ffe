package slipway.deployer.nix;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import slipway.deployer.reconcile.HostException;
import slipway.manifest.StorePath;

/// Our garbage collector roots: links `<service>.<hash>-<name>` to the store path of that name. A
/// service's name has no dot, so the first one ends it. Whatever has another form is somebody
/// else's.
record GcRoots(Path directory) {
  Map<String, Set<StorePath>> read() throws IOException {
    Map<String, Set<StorePath>> roots = new TreeMap<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        int dot = name.indexOf('.');
        if (dot > 0 && Files.isSymbolicLink(entry)) {
          leadsTo(entry)
              .filter(path -> path.baseName().equals(name.substring(dot + 1)))
              .ifPresent(path ->
                  roots.computeIfAbsent(name.substring(0, dot), _ -> new TreeSet<>()).add(path));
        }
      }
    } catch (NoSuchFileException _) {
      return Map.of();
    }
    return roots;
  }

  void add(String service, StorePath path) throws IOException, HostException {
    Path link = link(service, path);
    try {
      Files.createDirectories(directory);
      Files.createSymbolicLink(link, Path.of(path.toString()));
    } catch (FileAlreadyExistsException _) {
      if (!leadsTo(link).equals(Optional.of(path))) {
        throw new HostException(
            link + " exists and is not a link to " + path + "; remove it, it is in the way");
      }
    }
  }

  void drop(String service, StorePath path) throws IOException {
    Path link = link(service, path);
    if (leadsTo(link).equals(Optional.of(path))) {
      Files.deleteIfExists(link);
    }
  }

  private Path link(String service, StorePath path) {
    return directory.resolve(service + "." + path.baseName());
  }

  private static Optional<StorePath> leadsTo(Path link) throws IOException {
    return Files.isSymbolicLink(link)
        ? StorePath.parse(Files.readSymbolicLink(link).toString())
        : Optional.empty();
  }
}
