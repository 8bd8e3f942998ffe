package slipway.push.nix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import slipway.cache.Archives;
import slipway.cache.BucketException;
import slipway.manifest.NixSecretKey;
import slipway.manifest.StorePath;
import slipway.push.outcome.BucketFailures;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import slipway.push.outcome.SideBySide;

/// Sends small paths without `nix copy`, which takes longer for each than the bucket. What cannot
/// be sent in this way is left to Nix, which says what is wrong with it.
///
/// @param store where the paths of the Nix store are
record Packing(Path store, NixSecretKey key, Archives archives, NarInfoWrites writes) {
  private static final String TYPE = "application/x-nix-nar";

  private static final SideBySide PACKING =
      new SideBySide(
          Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8),
          "packing paths",
          ExitCode.INTERRUPTED);

  /// Sends paths whose archives are not there.
  ///
  /// @param infos paths without one are left to Nix
  /// @param isThere whether an archive of that key is there
  void send(Collection<StorePath> paths, Map<StorePath, PathInfo> infos, Predicate<String> isThere)
      throws Failure {
    var _ =
        PACKING.read(
            small(paths, infos),
            info -> {
              Optional<Packed> packed = pack(info);
              if (packed.isPresent()) {
                send(packed.get(), isThere);
              }
              return packed.isPresent();
            });
  }

  private void send(Packed packed, Predicate<String> isThere) throws Failure {
    String url = packed.narInfo().narInfo().url();
    try {
      if (!isThere.test(url)) {
        archives.take(url, TYPE, packed.archive());
      }
    } catch (BucketException e) {
      throw writes.failure().orElseGet(() -> BucketFailures.translated(e));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    writes.take(packed.path(), packed.narInfo());
  }

  /// Sends paths of which it is not known yet whether their archives are there.
  ///
  /// @param isThere tells once it is known, and is asked where the bucket does not say
  void offer(Collection<PathInfo> infos, Predicate<String> isThere) throws Failure {
    for (PathInfo info : infos) {
      Optional<Packed> packed = isSmall(info) ? pack(info) : Optional.empty();
      if (packed.isPresent()) {
        offer(packed.get(), isThere);
      }
    }
  }

  private void offer(Packed packed, Predicate<String> isThere) throws Failure {
    String url = packed.narInfo().narInfo().url();
    try {
      archives.offer(url, TYPE, packed.archive(), () -> isThere.test(url));
    } catch (BucketException e) {
      throw BucketFailures.translated(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    writes.take(packed.path(), packed.narInfo());
  }

  private static List<PathInfo> small(Collection<StorePath> paths, Map<StorePath, PathInfo> infos) {
    List<PathInfo> small = new ArrayList<>();
    for (StorePath path : paths) {
      PathInfo info = infos.get(path);
      if (info != null && isSmall(info)) {
        small.add(info);
      }
    }
    return small;
  }

  private static boolean isSmall(PathInfo info) {
    return info.narSize() <= Packed.MOST_BYTES;
  }

  private Optional<Packed> pack(PathInfo info) {
    try {
      return Optional.of(Packed.of(info, store, key));
    } catch (IOException | UncheckedIOException _) {
      return Optional.empty();
    }
  }

  private static Failure interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new Failure(ExitCode.INTERRUPTED, "interrupted while packing paths", e);
  }
}
