package slipway.deployer.plan;

import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.Action.StartRelease.How;
import slipway.unit.Instance;

/// How a service gets to the release that it should run.
///
/// @param instance where that release is to run
/// @param how what has to be done to its unit, null where it runs as it should
/// @param moves whether visitors are to reach this instance only once it is healthy, and what they
///   reach now runs on until then
record Way(Instance instance, @Nullable How how, boolean moves) {
  /// Whether what runs is left for another instance.
  boolean leaves(@Nullable Instance before) {
    return moves && before != null && !before.isPlaceOf(instance);
  }

  /// Whether the plan changes what runs, or what visitors reach.
  boolean changes() {
    return how != null || moves;
  }
}
