package slipway.deployer.health;

import slipway.deployer.reconcile.UnitStatus;

/// One thing that must hold for a release to be healthy, beside its unit running.
interface Check {
  /// @param unit how the unit stands, active
  Finding look(UnitStatus unit) throws InterruptedException;
}
