package slipway.deployer.reconcile;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import slipway.deployer.plan.Step;

/// What came of applying one plan.
///
/// @param failed by service, or part of the host, why its steps ended early
/// @param done the steps that were done
record Applied(Map<String, String> failed, List<Step> done) {
  static final Applied NOTHING = new Applied(Map.of(), List.of());

  Applied {
    failed = Map.copyOf(failed);
    done = List.copyOf(done);
  }

  Applied and(String part, String reason) {
    Map<String, String> more = new TreeMap<>(failed);
    more.putIfAbsent(part, reason);
    return new Applied(more, done);
  }
}
