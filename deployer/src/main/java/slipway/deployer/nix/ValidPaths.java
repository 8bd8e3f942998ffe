package slipway.deployer.nix;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipway.manifest.StorePath;

/// Store paths that Nix has called valid, each for as long as what lies there stays the same: Nix
/// takes none back whose directory it leaves alone. Not so after a power cut, so that the file
/// which tells later processes of them lies where a reboot clears it away.
final class ValidPaths {
  private static final Logger LOG = LoggerFactory.getLogger(ValidPaths.class);
  private static final String SEPARATOR = " ";

  private final StoreFiles files;
  private final @Nullable Path file;
  private @Nullable Map<StorePath, String> known;

  /// @param file null where no other process is to know of them, as where its directory is missing
  ValidPaths(StoreFiles files, @Nullable Path file) {
    this.files = files;
    this.file = file;
  }

  /// Those that are known to be valid. All others are forgotten.
  synchronized Set<StorePath> among(Collection<StorePath> paths) {
    Map<StorePath, String> remembered = remembered();
    remembered
        .entrySet()
        .removeIf(path ->
            !paths.contains(path.getKey())
                || !path.getValue().equals(files.identity(path.getKey())));
    return Set.copyOf(remembered.keySet());
  }

  /// What Nix has just called valid.
  synchronized void add(Collection<StorePath> paths) {
    Map<StorePath, String> remembered = remembered();
    for (StorePath path : paths) {
      String identity = files.identity(path);
      if (identity != null) {
        remembered.put(path, identity);
      }
    }
    write(remembered);
  }

  /// What is not there as a whole, whatever Nix said.
  synchronized void forget(StorePath path) {
    Map<StorePath, String> remembered = remembered();
    remembered.remove(path);
    write(remembered);
  }

  private Map<StorePath, String> remembered() {
    Map<StorePath, String> remembered = known;
    if (remembered == null) {
      remembered = file == null ? new HashMap<>() : read(file);
      known = remembered;
    }
    return remembered;
  }

  private static Map<StorePath, String> read(Path file) {
    try {
      return Files.exists(file)
          ? Files.readAllLines(file).stream()
              .map(line -> line.split(SEPARATOR, 2))
              .collect(
                  Collectors.toMap(
                      words -> StorePath.of(words[0]),
                      words -> words[1],
                      (_, b) -> b,
                      HashMap::new))
          : new HashMap<>();
    } catch (IOException | RuntimeException e) {
      // Nix knows.
      LOG.debug("action=valid file={} reason=\"{}\"", file, e.toString());
      return new HashMap<>();
    }
  }

  private void write(Map<StorePath, String> paths) {
    if (file == null || !Files.isDirectory(file.resolveSibling(""))) {
      return;
    }
    String text =
        new TreeMap<>(paths)
            .entrySet().stream()
                .map(path -> path.getKey() + SEPARATOR + path.getValue() + "\n")
                .collect(Collectors.joining());
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.write(next, text.getBytes(UTF_8));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.debug("action=valid file={} reason=\"{}\"", file, e.toString());
    }
  }
}
