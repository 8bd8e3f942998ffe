package slipway.deployer.reconcile;

import java.util.List;
import java.util.Map;

/// What came of applying one plan.
///
/// @param failed by service, why its steps ended early
/// @param done the steps that were done, as `plan` prints them
record Applied(Map<String, String> failed, List<String> done) {
  Applied {
    failed = Map.copyOf(failed);
    done = List.copyOf(done);
  }
}
