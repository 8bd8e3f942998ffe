package slipway.push.operation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import slipway.manifest.StorePath;
import slipway.push.outcome.Failure;

/// The closures in the cache, as a host finds them.
public interface CachedClosures {
  /// What a host could not fetch of the closures of `paths`; a closure that is whole has no entry.
  Map<StorePath, List<Gap>> gaps(Collection<StorePath> paths) throws Failure;

  /// A path that a host could not fetch.
  ///
  /// @param problem completes the sentence "the cache's entry of the path …"
  record Gap(StorePath path, String problem) {}
}
