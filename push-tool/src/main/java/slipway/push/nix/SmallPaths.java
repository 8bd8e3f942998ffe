package slipway.push.nix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import slipway.manifest.StorePath;

/// Store paths that cost nothing to pack and send in vain.
final class SmallPaths {
  private static final int MOST_FILES = 200;
  private static final long MOST_BYTES = 256 << 10;

  private SmallPaths() {}

  /// @param store where the paths of the Nix store are
  static Set<StorePath> of(Collection<StorePath> paths, Path store) {
    return paths.stream()
        .filter(path -> isSmall(store.resolve(path.baseName())))
        .collect(Collectors.toSet());
  }

  static boolean isSmall(Path path) {
    int files = 0;
    long bytes = 0;
    try (Stream<Path> all = Files.walk(path)) {
      for (Iterator<Path> each = all.iterator(); each.hasNext(); ) {
        Path file = each.next();
        files++;
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          bytes += Files.size(file);
        }
        if (files > MOST_FILES || bytes > MOST_BYTES) {
          return false;
        }
      }
      return true;
    } catch (IOException | UncheckedIOException _) {
      return false; // Nix says what is wrong with it
    }
  }
}
