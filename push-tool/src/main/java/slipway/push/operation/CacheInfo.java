package slipway.push.operation;

import slipway.push.outcome.Failure;

/// The object that makes a bucket a Nix binary cache.
public interface CacheInfo {
  /// @return false where it was there already
  boolean write() throws Failure;
}
