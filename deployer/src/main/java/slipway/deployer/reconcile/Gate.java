package slipway.deployer.reconcile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.Action;
import slipway.deployer.plan.Action.StartRelease;
import slipway.deployer.plan.Action.StartRelease.Purpose;
import slipway.deployer.plan.Candidate;
import slipway.deployer.plan.Failure;
import slipway.deployer.plan.HostState;
import slipway.deployer.plan.Release;
import slipway.deployer.plan.ServiceRecord;
import slipway.deployer.reconcile.Changed.Result;
import slipway.deployer.reconcile.Deployment.Change;

/// What a pass changes of releases, and whether the operator's hooks let it. One for a pass, so
/// that each change is asked about once, in whichever of its rounds. Repairs and the way back from
/// a failed release are no change: whoever vetoes a deploy wants what runs to go on.
final class Gate {
  private final Hooks hooks;

  /// By service, the fingerprint of its manifest entry.
  private final Map<String, String> wanted;

  /// By service, and those that were begun by an earlier pass.
  private final SortedMap<String, Change> allowed = new TreeMap<>();

  private final SortedMap<String, String> vetoed = new TreeMap<>();

  Gate(Hooks hooks, List<Candidate> wanted) {
    this.hooks = hooks;
    this.wanted =
        wanted.stream()
            .collect(Collectors.toMap(each -> each.service().name(), Candidate::fingerprint));
  }

  /// By service, why its steps of this plan must not be done.
  ///
  /// @param failed services whose steps are not done anyway
  Map<String, String> ask(List<Action> actions, Set<String> failed, HostState state) {
    SortedMap<String, Change> changes = new TreeMap<>();
    for (Action action : actions) {
      Change change = change(action, state);
      if (change != null && !failed.contains(change.service())) {
        changes.put(change.service(), change);
      }
    }
    changes.values().stream()
        .filter(Gate::isBegun)
        .forEach(change -> allowed.putIfAbsent(change.service(), change));
    decide(changes.values().stream().filter(change -> !isDecided(change)).toList(), state);
    SortedMap<String, String> stopped = new TreeMap<>(vetoed);
    stopped.keySet().retainAll(changes.keySet());
    return stopped;
  }

  /// Services that should be removed and may not be: what runs of them is looked after.
  Set<String> kept() {
    Set<String> kept = new TreeSet<>(vetoed.keySet());
    kept.removeAll(wanted.keySet());
    return kept;
  }

  private boolean isDecided(Change change) {
    return allowed.containsKey(change.service()) || vetoed.containsKey(change.service());
  }

  private void decide(List<Change> changes, HostState state) {
    if (changes.isEmpty()) {
      return;
    }
    Optional<String> veto = hooks.before(deployment(changes, state));
    changes.forEach(change ->
        veto.ifPresentOrElse(
            reason -> vetoed.put(change.service(), reason),
            () -> allowed.put(change.service(), change)));
  }

  /// @param failed by service, why it is not as wanted
  Optional<String> ended(Map<String, String> failed, HostState state) {
    List<Change> changes = List.copyOf(allowed.values());
    return changes.isEmpty()
        ? Optional.empty()
        : hooks.after(
            deployment(changes, state),
            changes.stream().map(change -> changed(change, failed, state)).toList());
  }

  private @Nullable Change change(Action action, HostState state) {
    return switch (action) {
      case StartRelease start ->
          start.purpose() == Purpose.DEPLOY
              ? new Change(
                  start.service(), state.service(start.service()).running(), start.release())
              : null;
      case Action.Serve serve -> served(serve.release(), state.service(serve.service()).running());
      case Action.Forget(String service) -> {
        Release running = state.service(service).running();
        yield running == null ? null : new Change(service, running, null);
      }
      case Action.AddRoot _,
          Action.CopyClosures _,
          Action.CheckRelease _,
          Action.SetProfile _,
          Action.WriteUnit _,
          Action.LoadUnits _,
          Action.Point _,
          Action.UpdateRoutes _,
          Action.StopUnit _,
          Action.DeleteUnit _,
          Action.PruneProfile _,
          Action.RemoveProfile _,
          Action.DropRoot _,
          Action.RecordStopped _,
          Action.RecordDrained _ ->
          null;
    };
  }

  /// Visitors are led back to an instance that still drains without a start, too.
  private @Nullable Change served(Release release, @Nullable Release running) {
    String service = release.service().name();
    return release.fingerprint().equals(wanted.get(service))
            && (running == null || !isSame(running, release))
        ? new Change(service, running, release)
        : null;
  }

  /// A start that is recorded was allowed by the pass that began it.
  private static boolean isBegun(Change change) {
    Release from = change.from();
    Release to = change.to();
    return from != null && to != null && isSame(from, to);
  }

  private static boolean isSame(Release one, Release other) {
    return one.fingerprint().equals(other.fingerprint());
  }

  private static Changed changed(Change change, Map<String, String> failed, HostState state) {
    ServiceRecord known = state.service(change.service());
    Release runs = known.running();
    String reason = failed.getOrDefault(change.service(), "");
    return new Changed(change, result(change, known, reason), runs, reason);
  }

  private static Result result(Change change, ServiceRecord known, String reason) {
    Release runs = known.running();
    Release to = change.to();
    if (to == null) {
      return runs == null && reason.isEmpty() ? Result.REMOVED : Result.UNFINISHED;
    }
    Failure failure = known.failure();
    if (failure != null && failure.fingerprint().equals(to.fingerprint())) {
      return runs == null || isSame(runs, to) ? Result.FAILED : Result.ROLLED_BACK;
    }
    return reason.isEmpty() && known.works(to) ? Result.DEPLOYED : Result.UNFINISHED;
  }

  private static Deployment deployment(List<Change> changes, HostState state) {
    return new Deployment(state.accepted() == null ? null : state.accepted().generation(), changes);
  }
}
