package slipway.deployer.report;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import slipway.deployer.plan.ObservedUnit;
import slipway.deployer.plan.ObservedUnit.Activity;
import slipway.deployer.reconcile.JobResult;
import slipway.deployer.reconcile.UnitStatus;
import slipway.deployer.reconcile.Units;
import slipway.unit.UnitFile;

/// Units that were restarted so often, and that nobody may touch.
record RestartedUnits(int restarts) implements Units {
  @Override
  public UnitStatus status(String name) {
    return new UnitStatus(Activity.ACTIVE, "running", "success", 0, 1, restarts, "", null);
  }

  @Override
  public Map<String, ObservedUnit> observe(Set<String> names) {
    throw new AssertionError("observe");
  }

  @Override
  public void write(UnitFile unit) {
    throw new AssertionError("write");
  }

  @Override
  public void delete(String name) {
    throw new AssertionError("delete");
  }

  @Override
  public void load(Collection<String> names) {
    throw new AssertionError("load");
  }

  @Override
  public JobResult start(String name) {
    throw new AssertionError("start");
  }

  @Override
  public JobResult restart(String name) {
    throw new AssertionError("restart");
  }

  @Override
  public Set<String> listening(String socket) {
    throw new UnsupportedOperationException();
  }

  @Override
  public JobResult stop(String name) {
    throw new AssertionError("stop");
  }
}
