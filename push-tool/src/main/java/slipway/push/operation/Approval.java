package slipway.push.operation;

import slipway.push.change.Draft;
import slipway.push.outcome.Failure;

/// Shows what a change comes to, and asks whether to go ahead, where anybody is there to see.
public interface Approval {
  /// Returns where the change may be made.
  ///
  /// @throws Failure where somebody said no
  void require(Draft draft) throws Failure;
}
