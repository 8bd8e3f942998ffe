package slipway.push.nix;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import slipway.cache.NarInfo;
import slipway.manifest.StorePath;

/// What the cache has of a closure.
record CacheState(List<CachedPath> paths) {
  CacheState {
    paths = List.copyOf(paths);
  }

  /// The paths that have to be sent.
  Set<StorePath> lacking() {
    Set<StorePath> lacking = new HashSet<>();
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

  /// The objects that must look absent to Nix, or it would leave broken paths as they are.
  Set<String> broken() {
    Set<String> keys = new HashSet<>();
    for (CachedPath path : paths) {
      switch (path) {
        case CachedPath.Broken(StorePath broken, String narKey, _) -> {
          keys.add(NarInfo.key(broken));
          keys.add(narKey);
        }
        case CachedPath.Absent _, CachedPath.Whole _, CachedPath.Unsigned _ -> {}
      }
    }
    return keys;
  }

  private static Stream<CachedPath.Unsigned> unsigned(CachedPath path) {
    return switch (path) {
      case CachedPath.Unsigned unsigned -> Stream.of(unsigned);
      case CachedPath.Absent _, CachedPath.Broken _, CachedPath.Whole _ -> Stream.empty();
    };
  }
}
