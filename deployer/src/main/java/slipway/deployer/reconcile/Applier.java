package slipway.deployer.reconcile;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipway.deployer.plan.Action;
import slipway.deployer.plan.Action.StartRelease;
import slipway.deployer.plan.Action.StartRelease.How;
import slipway.deployer.plan.Action.StartRelease.Purpose;
import slipway.deployer.plan.Plan;
import slipway.deployer.plan.Route;
import slipway.deployer.plan.Step;
import slipway.deployer.reconcile.PassView.Stage;
import slipway.deployer.reconcile.Timings.Phase;
import slipway.manifest.StorePath;

/// Does the steps of a plan in their order. A step that fails ends the steps of its own service and
/// of no other.
final class Applier {
  private static final Logger LOG = LoggerFactory.getLogger(Applier.class);

  private final Edges edges;
  private final ParallelStarts starts;
  private final Course course;
  private final Gate gate;
  private final Clock clock;
  private final Map<String, String> failed = new TreeMap<>();
  private final List<Step> done = new ArrayList<>();

  /// Whether systemd is to hear that a unit is gone.
  private boolean deleted;

  /// Those with a step that was not begun because the pass had to end.
  private final Set<String> left = new TreeSet<>();

  /// Services of which a release is begun.
  private final Set<String> begun = new TreeSet<>();

  /// What those begin with, where it was here without a root until this pass made one.
  private final Set<StorePath> found = new TreeSet<>();

  Applier(Edges edges, ParallelStarts starts, Course course, Gate gate, Clock clock) {
    this.edges = edges;
    this.starts = starts;
    this.course = course;
    this.gate = gate;
    this.clock = clock;
  }

  Applied apply(Plan plan) throws InterruptedException {
    List<Action> actions = plan.actions();
    prove(actions);
    int at = 0;
    boolean asks = true;
    while (at < actions.size() && course.budget().allowsMore()) {
      Action action = actions.get(at);
      if (asks && touches(action)) {
        asks = false;
        ask(actions);
      }
      if (action instanceof StartRelease first) {
        List<StartRelease> wave = wave(actions.subList(at, actions.size()), first.wave());
        start(wave);
        at += wave.size();
      } else {
        if (!isCutOff(action)) {
          perform(action);
        }
        at++;
      }
    }
    if (course.budget().isSpent()) {
      leave(actions.subList(at, actions.size()));
    }
    return new Applied(failed, done);
  }

  private void ask(List<Action> actions) {
    Map<String, String> vetoes = gate.ask(actions, failed.keySet(), course.journal().state());
    vetoes.forEach(this::fail);
    // A look that led to nothing has changed nothing.
    actions.stream()
        .filter(action ->
            action instanceof Action.CheckRelease check && vetoes.containsKey(check.service()))
        .forEach(check -> done.removeAll(Step.of(check)));
  }

  /// Whether it does more than look, and bring closures. What cannot be deployed anyway has failed
  /// before that, and no hook is asked about it.
  private static boolean touches(Action action) {
    return switch (action) {
      case Action.AddRoot _, Action.CopyClosures _, Action.CheckRelease _ -> false;
      case Action.SetProfile _,
          Action.WriteUnit _,
          Action.LoadUnits _,
          StartRelease _,
          Action.Serve _,
          Action.Point _,
          Action.UpdateRoutes _,
          Action.StopUnit _,
          Action.DeleteUnit _,
          Action.PruneProfile _,
          Action.RemoveProfile _,
          Action.DropRoot _,
          Action.RecordStopped _,
          Action.RecordDrained _,
          Action.Forget _ ->
          true;
    };
  }

  /// A release is begun where its steps can be recorded: a unit that was written for a start which
  /// then cannot be recorded would be taken back by the next round, with a restart.
  private void prove(List<Action> actions) {
    for (Action action : actions) {
      if (action instanceof StartRelease start
          && start.purpose() != Purpose.REPAIR
          && start.how() != How.CONFIRM) {
        begun.add(start.service());
      }
    }
    try {
      if (!begun.isEmpty()) {
        course.journal().prove();
      }
    } catch (HostException e) {
      begun.forEach(service -> fail(service, String.valueOf(e.getMessage())));
    }
  }

  /// The time is up: whoever has steps left hears of it, and one line tells of all.
  private void leave(List<Action> rest) {
    rest.forEach(action -> sufferers(action).forEach(left::add));
    left.removeAll(failed.keySet());
    if (!left.isEmpty()) {
      String reason = course.budget().reason();
      LOG.warn("action=end left={} reason=\"{}\"", left.size(), reason);
      left.forEach(service -> failed.put(service, reason));
    }
  }

  private static List<StartRelease> wave(List<Action> rest, int number) {
    List<StartRelease> wave = new ArrayList<>();
    for (Action action : rest) {
      if (!(action instanceof StartRelease start) || start.wave() != number) {
        break;
      }
      wave.add(start);
    }
    return wave;
  }

  private void start(List<StartRelease> wave) throws InterruptedException {
    List<StartRelease> startable = wave.stream().filter(start -> !isCutOff(start)).toList();
    Map<StartRelease, Optional<String>> outcomes = starts.run(startable);
    for (StartRelease start : startable) {
      Optional<String> failure = outcomes.get(start);
      if (failure == null) {
        left.add(start.service());
      } else {
        done(start);
        failure.ifPresent(reason -> fail(start.service(), reason));
      }
    }
  }

  private boolean isCutOff(Action action) {
    return switch (action) {
      case Action.ForService step -> failed.containsKey(step.service());
      case Action.LoadUnits load ->
          load.byUnit().isEmpty() ? !deleted : failed.keySet().containsAll(load.byUnit().values());
      case Action.CopyClosures copy -> failed.keySet().containsAll(copy.byService().keySet());
      case Action.UpdateRoutes _ -> false;
    };
  }

  private void perform(Action action) {
    try {
      done(act(action));
    } catch (HostException e) {
      blame(action, String.valueOf(e.getMessage()));
    }
  }

  /// What was done: the action, without the part of services that failed before or in it.
  private Action act(Action action) throws HostException {
    switch (action) {
      case Action.AddRoot(String service, StorePath path) -> {
        edges.profiles().addRoot(service, path);
        if (begun.contains(service)) {
          found.add(path);
        }
      }
      case Action.CopyClosures copy -> {
        return copy(copy);
      }
      case Action.CheckRelease check -> check(check);
      case Action.SetProfile(String service, StorePath path) -> edges.profiles().set(service, path);
      case Action.WriteUnit(String _, var unit) -> edges.units().write(unit);
      case Action.LoadUnits load -> {
        return load(load);
      }
      case StartRelease _ -> throw new IllegalStateException("starts run in waves");
      case Action.UpdateRoutes update -> {
        return routes(update);
      }
      case Action.Serve serve -> serve(serve);
      case Action.Point(String service, var side) -> edges.pointers().point(service, side);
      case Action.StopUnit(String service, String unit) -> stop(service, unit);
      case Action.DeleteUnit(String _, String unit) -> {
        deleted = true;
        edges.units().delete(unit);
      }
      case Action.PruneProfile(String service, var keep) ->
          edges.profiles().keepOnly(service, keep);
      case Action.RemoveProfile(String service) -> edges.profiles().remove(service);
      case Action.DropRoot(String service, StorePath path) ->
          edges.profiles().dropRoot(service, path);
      case Action.RecordStopped(String service) ->
          course.journal().record(state -> state.with(service, known -> known.stopped()));
      case Action.RecordDrained(String service, var draining) ->
          course.journal().record(state -> state.with(service, known -> known.drained(draining)));
      case Action.Forget(String service) ->
          course.journal().record(state -> state.without(service));
    }
    return action;
  }

  /// What was found is only held here, after all roots are made: a collection that begins between
  /// the two would not know it.
  private void check(Action.CheckRelease check) throws HostException {
    StorePath path = check.release().service().storePath();
    if (found.contains(path)) {
      edges.closures().hold(path);
      found.remove(path);
    }
    Optional<String> objection =
        edges.preflight().objection(check.instance().asItRuns(), check.instance().mainUnit());
    if (objection.isPresent()) {
      throw new HostException(objection.get());
    }
  }

  private Action copy(Action.CopyClosures copy) throws HostException {
    SortedMap<String, StorePath> wanted = new TreeMap<>(copy.byService());
    wanted.keySet().removeAll(failed.keySet());
    course.progress().at(Stage.COPYING, wanted.keySet());
    Map<StorePath, String> missing =
        course
            .timings()
            .timed(Phase.COPY, () -> edges.closures().copy(new TreeSet<>(wanted.values())));
    found.removeAll(wanted.values());
    SortedMap<String, StorePath> copied = new TreeMap<>(wanted);
    wanted.forEach((service, path) -> {
      String reason = missing.get(path);
      if (reason != null) {
        fail(service, reason);
        copied.remove(service);
      }
    });
    return new Action.CopyClosures(copied);
  }

  /// The units of services that failed before are left as systemd knows them.
  private Action load(Action.LoadUnits load) throws HostException {
    SortedMap<String, String> byUnit = new TreeMap<>(load.byUnit());
    byUnit.values().removeAll(failed.keySet());
    course.timings().timedStep(Phase.LOAD, () -> edges.units().load(byUnit.keySet()));
    return new Action.LoadUnits(byUnit);
  }

  private Action routes(Action.UpdateRoutes update) throws HostException {
    List<Route> put =
        update.put().stream().filter(route -> !failed.containsKey(route.service())).toList();
    SortedSet<String> drop = new TreeSet<>(update.drop());
    drop.removeAll(failed.keySet());
    if (!put.isEmpty() || !drop.isEmpty()) {
      course.progress().at(Stage.ROUTING, put.stream().map(Route::service).toList());
      course.timings().timedStep(Phase.ROUTES, () -> edges.routes().update(put, drop));
    }
    return new Action.UpdateRoutes(put, drop);
  }

  private void serve(Action.Serve serve) throws HostException {
    course.progress().at(Stage.ROUTING, List.of(serve.service()));
    course
        .journal()
        .record(state ->
            state.with(
                serve.service(),
                known -> known.served(serve.instance(), serve.release(), clock.instant())));
  }

  private void stop(String service, String unit) throws HostException {
    if (edges.units().stop(unit) instanceof JobResult.NotDone(String _, String detail)) {
      fail(service, detail);
    }
  }

  private void blame(Action action, String reason) {
    sufferers(action).forEach(service -> fail(service, reason));
  }

  /// Who suffers from a step that failed: its service, or all that the step was for.
  private static Stream<String> sufferers(Action action) {
    return switch (action) {
      case Action.ForService step -> Stream.of(step.service());
      case Action.CopyClosures copy -> copy.byService().keySet().stream();
      case Action.UpdateRoutes update ->
          Stream.concat(update.put().stream().map(Route::service), update.drop().stream());
      case Action.LoadUnits load ->
          load.byUnit().isEmpty() ? Stream.of("systemd") : load.byUnit().values().stream();
    };
  }

  private void fail(String service, String reason) {
    if (failed.putIfAbsent(service, reason) == null) {
      LOG.warn("service={} action=failed reason=\"{}\"", service, reason);
    }
  }

  private void done(Action action) {
    for (Step step : Step.of(action)) {
      LOG.info("action={} service={} object=\"{}\"", step.verb(), step.service(), step.object());
      done.add(step);
    }
  }
}
