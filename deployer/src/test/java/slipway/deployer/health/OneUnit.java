package slipway.deployer.health;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import slipway.deployer.plan.ObservedUnit;
import slipway.deployer.plan.ObservedUnit.Activity;
import slipway.deployer.reconcile.HostException;
import slipway.deployer.reconcile.JobResult;
import slipway.deployer.reconcile.UnitStatus;
import slipway.deployer.reconcile.Units;
import slipway.unit.UnitFile;

/// A unit that stands as a test says, from look to look.
final class OneUnit implements Units {
  /// How it stands at the given look, counted from 0.
  interface Story {
    UnitStatus at(int look) throws HostException;
  }

  private final Story story;
  private int looks;

  /// What the service's socket unit listens on.
  Set<String> listening = Set.of();

  OneUnit(Story story) {
    this.story = story;
  }

  static UnitStatus running(String controlGroup) {
    return running(controlGroup, 0);
  }

  static UnitStatus running(String controlGroup, int restarts) {
    return new UnitStatus(
        Activity.ACTIVE, "running", "success", 0, pid(), restarts, controlGroup, null);
  }

  static UnitStatus ended(Activity activity, String sub, String result, int exit, int restarts) {
    return new UnitStatus(activity, sub, result, exit, 0, restarts, "", null);
  }

  /// This process plays the service.
  static int pid() {
    return Math.toIntExact(ProcessHandle.current().pid());
  }

  int looks() {
    return looks;
  }

  @Override
  public UnitStatus status(String name) throws HostException {
    return story.at(looks++);
  }

  @Override
  public Map<String, ObservedUnit> observe(Set<String> names) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void write(UnitFile unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void delete(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void load(Collection<String> names) {
    throw new UnsupportedOperationException();
  }

  @Override
  public JobResult start(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public JobResult restart(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Set<String> listening(String socket) {
    return listening;
  }

  @Override
  public JobResult stop(String name) {
    throw new UnsupportedOperationException();
  }
}
