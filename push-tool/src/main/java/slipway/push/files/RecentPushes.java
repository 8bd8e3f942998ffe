package slipway.push.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import slipway.cache.BucketSettings;
import slipway.cache.ClosureIndex;
import slipway.manifest.NixSecretKey;
import slipway.manifest.StorePath;
import slipway.push.operation.PushMemory;

/// Remembers pushes in the user's cache folder: a file with a line for each path, and beside it
/// their indexes. A line is `PATH SEAL`, with the seal of the index by the key that has signed what
/// is in it. Where these cannot be read or written, nothing is remembered.
public final class RecentPushes implements PushMemory {
  private static final int KEPT = 8;

  /// Of the list.
  private static final int MOST_BYTES = 16 << 10;

  /// In no place's name.
  private static final String MARK = "@";

  private final Optional<Path> file;

  private RecentPushes(Optional<Path> file) {
    this.file = file;
  }

  /// @param environment says where the cache folder is
  public static RecentPushes of(Map<String, String> environment, BucketSettings cache) {
    // One file for each place; that two of them share one only costs reads in vain.
    String place = cache.display().replaceAll("[^A-Za-z0-9.-]+", "_");
    return new RecentPushes(
        folder(environment).map(folder -> folder.resolve("slipway").resolve(place)));
  }

  private static Optional<Path> folder(Map<String, String> environment) {
    try {
      String named = environment.getOrDefault("XDG_CACHE_HOME", "");
      if (named.startsWith("/")) {
        return Optional.of(Path.of(named));
      }
      String home = environment.getOrDefault("HOME", "");
      return home.startsWith("/") ? Optional.of(Path.of(home, ".cache")) : Optional.empty();
    } catch (InvalidPathException _) {
      // Of letters that the language at hand has not.
      return Optional.empty();
    }
  }

  @Override
  public List<StorePath> recent() {
    return List.copyOf(seals().keySet());
  }

  private Map<StorePath, String> seals() {
    Map<StorePath, String> seals = new LinkedHashMap<>();
    try {
      if (file.isPresent()) {
        String text = new String(read(file.get(), MOST_BYTES), StandardCharsets.UTF_8);
        for (String line : text.split("\n", -1)) {
          String[] words = line.split(" ", 2);
          Optional<StorePath> path = StorePath.parse(words[0]);
          if (path.isPresent() && seals.size() < KEPT) {
            seals.put(path.get(), words.length == 2 ? words[1] : "");
          }
        }
      }
    } catch (IOException _) {
      // Then there are none.
    }
    return seals;
  }

  @Override
  public Optional<byte[]> index(StorePath top, NixSecretKey key) {
    String seal = seals().get(top);
    if (file.isEmpty() || seal == null) {
      return Optional.empty();
    }
    try {
      byte[] content = read(indexFile(file.get(), top), ClosureIndex.MAX_BYTES);
      return key.seal(content).equals(seal) ? Optional.of(content) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static byte[] read(Path file, int mostBytes) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > mostBytes) {
      throw new IOException(file + " is none that was written by this tool");
    }
    return Files.readAllBytes(file);
  }

  private static Path indexFile(Path file, StorePath top) {
    return file.resolveSibling(file.getFileName() + MARK + top.hash() + ".gz");
  }

  @Override
  public void remember(Map<StorePath, byte[]> indexes, NixSecretKey key) {
    if (file.isEmpty()) {
      return;
    }
    Map<StorePath, String> before = seals();
    Map<StorePath, String> seals = new LinkedHashMap<>();
    indexes.forEach((top, index) -> seals.put(top, key.seal(index)));
    before.forEach(seals::putIfAbsent);
    seals.keySet().retainAll(seals.keySet().stream().limit(KEPT).toList());
    try {
      Files.createDirectories(file.get().getParent());
      for (Map.Entry<StorePath, byte[]> made : indexes.entrySet()) {
        // Another push may have taken it away.
        boolean isThere =
            index(made.getKey(), key).filter(it -> Arrays.equals(it, made.getValue())).isPresent();
        if (!isThere && seals.containsKey(made.getKey())) {
          replace(indexFile(file.get(), made.getKey()), made.getValue());
        }
      }
      if (!List.copyOf(seals.entrySet()).equals(List.copyOf(before.entrySet()))) {
        String text =
            seals.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue() + "\n")
                .collect(Collectors.joining());
        replace(file.get(), text.getBytes(StandardCharsets.UTF_8));
        prune(file.get(), seals.keySet());
      }
    } catch (IOException | DirectoryIteratorException _) {
      // The next push asks the bucket.
    }
  }

  /// For the user's eyes alone: it names what is in a bucket that may be private.
  private static void replace(Path file, byte[] content) throws IOException {
    Path folder = Objects.requireNonNull(file.getParent());
    String place = file.getFileName().toString().split(MARK, 2)[0];
    Path written = Files.createTempFile(folder, place + MARK, "");
    try {
      Files.write(written, content, StandardOpenOption.WRITE);
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(written);
      throw e;
    }
  }

  /// Takes away what is of no path that is kept, and what a killed push has left.
  private static void prune(Path file, Set<StorePath> kept) throws IOException {
    Set<Path> indexes =
        kept.stream().map(path -> indexFile(file, path)).collect(Collectors.toSet());
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(file.getParent(), file.getFileName() + MARK + "*")) {
      for (Path each : all) {
        if (!indexes.contains(each)) {
          Files.deleteIfExists(each);
        }
      }
    }
  }
}
