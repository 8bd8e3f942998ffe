package slipway.deployer.reconcile;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import slipway.deployer.plan.Action;
import slipway.deployer.plan.Candidate;
import slipway.deployer.plan.ObservedUnit;
import slipway.deployer.plan.Plan;
import slipway.deployer.reconcile.PassView.Stage;
import slipway.deployer.reconcile.PassView.Trouble;
import slipway.deployer.reconcile.PassView.Work;

/// Where a pass stands. The witness is told of every step, once there is something to do: a pass
/// that finds nothing to do costs nothing. Services that start side by side tell it one after the
/// other.
final class Progress {
  private final Witness witness;
  private final Journal journal;
  private final List<Candidate> wanted;
  private final Trouble trouble;
  private final Map<String, Stage> steps = new HashMap<>();
  private final Set<String> started = new HashSet<>();
  private final Set<String> down = new HashSet<>();
  private final Map<String, String> failed = new HashMap<>();
  private Map<String, ObservedUnit> units = Map.of();
  private boolean telling;

  /// @param accepted whether the pass goes by a manifest that it has just accepted
  Progress(
      Witness witness, Journal journal, List<Candidate> wanted, Trouble trouble, boolean accepted) {
    this.witness = witness;
    this.journal = journal;
    this.wanted = wanted;
    this.trouble = trouble;
    this.telling = accepted;
  }

  synchronized void planned(Map<String, ObservedUnit> observed, Plan plan) {
    units = observed;
    started.clear();
    down.clear();
    steps.clear();
    plan.actions().forEach(this::await);
    telling |= !plan.isEmpty();
    tell();
  }

  synchronized void at(Stage stage, Collection<String> services) {
    services.forEach(service -> steps.put(service, stage));
    if (stage == Stage.STARTING) {
      started.addAll(services);
    }
    tell();
  }

  /// All steps of a plan were done, or failed.
  synchronized void applied(Map<String, String> reasons) {
    reasons.forEach(failed::putIfAbsent);
    down.addAll(started);
    down.retainAll(reasons.keySet());
    steps.clear();
  }

  synchronized PassView ended() {
    return view(trouble, false);
  }

  synchronized PassView brokenOff(String reason) {
    steps.clear();
    return view(trouble.and(reason), false);
  }

  /// Steps that only tidy up leave a service at rest.
  private void await(Action action) {
    switch (action) {
      case Action.CopyClosures(var byService) -> await(byService.keySet());
      case Action.LoadUnits(var byUnit) -> await(byUnit.values());
      case Action.UpdateRoutes(var put, var _) -> put.forEach(route -> await(route.service()));
      case Action.CheckRelease check -> await(check.service());
      case Action.WriteUnit(String service, var _) -> await(service);
      case Action.StartRelease start -> await(start.service());
      case Action.Serve serve -> await(serve.service());
      case Action.AddRoot _,
          Action.SetProfile _,
          Action.StopUnit _,
          Action.DeleteUnit _,
          Action.PruneProfile _,
          Action.RemoveProfile _,
          Action.DropRoot _,
          Action.Point _,
          Action.RecordStopped _,
          Action.RecordDrained _,
          Action.Forget _ -> {}
    }
  }

  private void await(Collection<String> services) {
    services.forEach(this::await);
  }

  private void await(String service) {
    steps.put(service, Stage.WAITING);
  }

  private void tell() {
    if (telling) {
      witness.underWay(view(trouble, true));
    }
  }

  private PassView view(Trouble now, boolean running) {
    return new PassView(
        wanted, journal.state(), units, new Work(steps, started, down, failed), now, null, running);
  }
}
