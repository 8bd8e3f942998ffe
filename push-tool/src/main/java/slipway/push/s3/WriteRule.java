package slipway.push.s3;

import slipway.push.outcome.Failure;

/// What has to be known of a bucket before a manifest in it is replaced.
public interface WriteRule {
  /// Starts to find out, if that takes time. Asking again costs nothing.
  void prepare();

  /// Returns where the manifest may be replaced.
  void require() throws Failure;
}
