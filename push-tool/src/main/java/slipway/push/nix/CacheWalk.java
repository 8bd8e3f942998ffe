package slipway.push.nix;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import slipway.manifest.StorePath;
import slipway.push.outcome.Failure;

/// Follows references from narinfo to narinfo, as a host does that copies a closure: for paths that
/// only the cache knows.
record CacheWalk(CachedClosure cache) {
  /// Why a host that trusts our key could not fetch a path with all that it needs; empty where it
  /// could.
  Optional<String> problem(StorePath start) throws Failure {
    Set<StorePath> seen = new HashSet<>(Set.of(start));
    List<StorePath> next = List.of(start);
    while (!next.isEmpty()) {
      List<StorePath> found = new ArrayList<>();
      for (CachedPath path : cache.read(next)) {
        switch (path) {
          case CachedPath.Whole(_, var references) ->
              references.stream().filter(seen::add).forEach(found::add);
          case CachedPath.Absent(StorePath absent) -> {
            return Optional.of(
                absent.equals(start)
                    ? "the cache does not have it either"
                    : "the cache lacks " + absent + ", which it needs");
          }
          case CachedPath.Broken(StorePath broken, _, String problem) -> {
            return Optional.of("the cache's entry of " + broken + " " + problem);
          }
          case CachedPath.Unsigned unsigned -> {
            return Optional.of("the cache's entry of " + unsigned.path() + " lacks our signature");
          }
        }
      }
      next = found;
    }
    return Optional.empty();
  }
}
