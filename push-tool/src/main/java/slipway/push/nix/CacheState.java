package slipway.push.nix;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
      // No `switch` where every push comes by; see decision 31.
      if (path instanceof CachedPath.Absent || path instanceof CachedPath.Broken) {
        lacking.add(path.path());
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
    return paths.stream()
        .filter(CachedPath.Unsigned.class::isInstance)
        .map(CachedPath.Unsigned.class::cast)
        .toList();
  }

  List<CachedPath.Broken> broken() {
    return paths.stream()
        .filter(CachedPath.Broken.class::isInstance)
        .map(CachedPath.Broken.class::cast)
        .toList();
  }
}
