package slipway.deployer.metrics;

import slipway.deployer.reconcile.PassResult;

/// What came of a pass that looked at everything.
public enum Outcome {
  /// The host is as the manifest in the bucket says.
  OK,
  /// A service is not.
  FAILED,
  /// The manifest in the bucket is not gone by.
  REFUSED,
  /// The bucket gave no answer.
  UNAVAILABLE,
  /// The pass ended early, because the host said no.
  BROKEN,
  /// Nothing was done, because an operator has paused the host.
  PAUSED;

  static Outcome of(PassResult result) {
    if (result.paused() != null) {
      return PAUSED;
    }
    if (result.refused() != null) {
      return REFUSED;
    }
    if (!result.services().isEmpty()) {
      return FAILED;
    }
    return result.unavailable() != null ? UNAVAILABLE : OK;
  }
}
