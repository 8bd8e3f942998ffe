package slipway.deployer.reconcile;

import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.Release;
import slipway.deployer.reconcile.Deployment.Change;

/// What became of a change.
///
/// @param runs what runs now, null where nothing does
/// @param reason why it is not as it was to be, empty where it is
public record Changed(Change change, Result result, @Nullable Release runs, String reason) {
  /// In one word.
  public enum Result {
    DEPLOYED,
    REMOVED,
    /// It failed, and an earlier release runs.
    ROLLED_BACK,
    /// It failed, and no earlier release runs.
    FAILED,
    /// It was not begun, or not to its end; the next pass goes on.
    UNFINISHED
  }

  /// Whether it is as it was to be.
  public boolean isAsWanted() {
    return result == Result.DEPLOYED || result == Result.REMOVED;
  }
}
