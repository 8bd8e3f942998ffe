package slipway.push.nix;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import slipway.manifest.StorePath;

/// What the cache has of a closure.
record CacheState(List<CachedPath> paths) {
  CacheState {
    paths = List.copyOf(paths);
  }

  /// The paths that have to be sent.
  Set<StorePath> lacking() {
    Set<StorePath> lacking = new LinkedHashSet<>();
    for (CachedPath path : paths) {
      switch (path) {
        case CachedPath.Absent _, CachedPath.Broken _ -> lacking.add(path.path());
        case CachedPath.Whole _, CachedPath.Unsigned _ -> {}
      }
    }
    return lacking;
  }

  /// What is there, signed by us.
  List<SignedNarInfo> signed() {
    return paths.stream()
        .filter(CachedPath.Whole.class::isInstance)
        .map(path -> SignedNarInfo.of((CachedPath.Whole) path))
        .toList();
  }

  List<CachedPath.Unsigned> unsigned() {
    return paths.stream().flatMap(CacheState::unsigned).toList();
  }

  List<CachedPath.Broken> broken() {
    return paths.stream()
        .filter(CachedPath.Broken.class::isInstance)
        .map(CachedPath.Broken.class::cast)
        .toList();
  }

  private static Stream<CachedPath.Unsigned> unsigned(CachedPath path) {
    return switch (path) {
      case CachedPath.Unsigned unsigned -> Stream.of(unsigned);
      case CachedPath.Absent _, CachedPath.Broken _, CachedPath.Whole _ -> Stream.empty();
    };
  }
}
