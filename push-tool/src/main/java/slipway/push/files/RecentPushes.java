package slipway.push.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import slipway.cache.BucketSettings;
import slipway.manifest.StorePath;
import slipway.push.operation.PushMemory;

/// Remembers pushes in a file of the user's cache folder, a path a line. Where that cannot be read
/// or written, nothing is remembered.
public final class RecentPushes implements PushMemory {
  private static final int KEPT = 8;

  private final Optional<Path> file;

  private RecentPushes(Optional<Path> file) {
    this.file = file;
  }

  /// @param environment says where the cache folder is
  public static RecentPushes of(Map<String, String> environment, BucketSettings cache) {
    // One file for each place; that two of them share one only costs a read in vain.
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
    try {
      return file.isEmpty()
          ? List.of()
          : Files.readString(file.get(), StandardCharsets.UTF_8)
              .lines()
              .limit(KEPT)
              .flatMap(line -> StorePath.parse(line).stream())
              .toList();
    } catch (IOException _) {
      return List.of();
    }
  }

  @Override
  public void remember(List<StorePath> tops) {
    if (file.isEmpty()) {
      return;
    }
    List<StorePath> before = recent();
    Set<StorePath> all = new LinkedHashSet<>(tops);
    all.addAll(before);
    List<StorePath> kept = all.stream().limit(KEPT).toList();
    if (kept.equals(before)) {
      return;
    }
    String text = kept.stream().map(path -> path + "\n").collect(Collectors.joining());
    Path written = file.get().resolveSibling("." + UUID.randomUUID());
    try {
      Files.createDirectories(file.get().getParent());
      Files.writeString(written, text);
      Files.move(written, file.get(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException _) {
      remove(written);
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException _) {
      // A file of a few lines, in a folder that may be emptied at any time.
    }
  }
}
