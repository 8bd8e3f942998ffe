package slipway.deployer.reconcile;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import slipway.deployer.plan.Step;

/// What came of applying one plan.
///
/// @param failed by service, or part of the host, why its steps ended early
/// @param done the steps that were done
/// @param notices what else the operator should hear, once
record Applied(Map<String, String> failed, List<Step> done, List<String> notices) {
  static final Applied NOTHING = new Applied(Map.of(), List.of(), List.of());

  Applied {
    failed = Map.copyOf(failed);
    done = List.copyOf(done);
    notices = List.copyOf(notices);
  }

  Applied(Map<String, String> failed, List<Step> done) {
    this(failed, done, List.of());
  }

  Applied and(String part, String reason) {
    Map<String, String> more = new TreeMap<>(failed);
    more.putIfAbsent(part, reason);
    return new Applied(more, done, notices);
  }
}
