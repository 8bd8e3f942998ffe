package slipway.deployer.reconcile;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import slipway.deployer.plan.Candidate;
import slipway.deployer.plan.Failure;
import slipway.deployer.plan.HostState;
import slipway.deployer.plan.Observed;
import slipway.deployer.plan.ObservedUnit;
import slipway.deployer.plan.Plan;
import slipway.deployer.plan.Planner;
import slipway.deployer.plan.Release;
import slipway.deployer.plan.ServiceRecord;
import slipway.deployer.plan.Step;
import slipway.deployer.reconcile.Timings.Phase;
import slipway.manifest.Service;

/// Brings the host to what is desired: observe, plan, apply, again as long as that leads further.
public final class Converger {
  /// The plan, the way back from what failed in it, and the rest that this made possible.
  private static final int ROUNDS = 3;

  private final Edges edges;
  private final Planner planner;
  private final Observer observer;
  private final int parallelism;
  private final Clock clock;

  /// @param parallelism how many services start side by side, at least 1
  public Converger(Edges edges, Planner planner, int parallelism, Clock clock) {
    this.edges = edges;
    this.planner = planner;
    this.observer = new Observer(edges);
    this.parallelism = parallelism;
    this.clock = clock;
  }

  /// What there is to do; changes nothing.
  Plan plan(List<Candidate> wanted, HostState state) throws HostException {
    Observed observed = observer.observe(services(wanted), state);
    return planner.converge(wanted, Set.of(), state, observed, clock.instant());
  }

  /// Every unit that there is or should be.
  Map<String, ObservedUnit> units(List<Candidate> wanted, HostState state) throws HostException {
    return observer.observe(services(wanted), state).units();
  }

  Applied converge(List<Candidate> wanted, Course course)
      throws HostException, InterruptedException {
    Journal journal = course.journal();
    List<Service> desired = services(wanted);
    Map<String, String> failed = new TreeMap<>();
    List<Step> done = new ArrayList<>();
    Set<String> held = Set.of();
    Gate gate = new Gate(edges.hooks(), wanted);
    for (int round = 0; round < ROUNDS && mayPlan(course.budget(), round); round++) {
      HostState before = journal.state();
      Observed observed =
          course.timings().timed(Phase.OBSERVE, () -> observer.observe(desired, before));
      Plan plan = planner.converge(wanted, held, before, observed, clock.instant());
      course.progress().planned(observed.units(), plan);
      Applied applied = apply(plan, course, gate);
      applied.failed().forEach(failed::putIfAbsent);
      done.addAll(applied.done());
      Set<String> stuck = new HashSet<>(stuck(wanted, applied, journal.state()));
      stuck.addAll(gate.kept());
      boolean nothingNew = failures(wanted, journal.state()).equals(failures(wanted, before));
      if (nothingNew && held.containsAll(stuck)) {
        break;
      }
      held = stuck;
    }
    failed.putAll(failures(wanted, journal.state()));
    Optional<String> notice = gate.ended(failed, journal.state());
    return new Applied(failed, done, notice.stream().toList());
  }

  /// Without a plan nobody could say what was not reached.
  private static boolean mayPlan(Budget budget, int round) {
    return budget.allowsMore() || (round == 0 && budget.isSpent());
  }

  /// Starts again what ran before a reboot, without the network.
  Applied bringBack(Course course) throws HostException, InterruptedException {
    HostState state = course.journal().state();
    Observed observed = observer.observe(List.of(), state);
    Plan plan = planner.bringBack(state, observed, clock.instant());
    return apply(plan, course, new Gate(Hooks.NONE, List.of()));
  }

  /// What could not be done, and what could not even be planned.
  private Applied apply(Plan plan, Course course, Gate gate) throws InterruptedException {
    Starter starter = new Starter(edges, clock, course);
    ParallelStarts starts = new ParallelStarts(starter, parallelism, course.budget());
    Applied applied = new Applier(edges, starts, course, gate, clock).apply(plan);
    Map<String, String> failed = new TreeMap<>(applied.failed());
    plan.obstacles().forEach(obstacle -> failed.putIfAbsent(obstacle.subject(), obstacle.reason()));
    course.progress().applied(failed);
    return new Applied(failed, applied.done());
  }

  /// The services whose wanted release could not even be started here, while another one works.
  /// That one is looked after in the next round: the bucket or a missing file must not end its
  /// healing.
  private static Set<String> stuck(List<Candidate> wanted, Applied applied, HostState state) {
    return wanted.stream()
        .filter(candidate -> applied.failed().containsKey(candidate.service().name()))
        .filter(candidate -> {
          ServiceRecord known = state.service(candidate.service().name());
          Release running = known.running();
          return running != null
              && known.works(running)
              && !running.fingerprint().equals(candidate.fingerprint());
        })
        .map(candidate -> candidate.service().name())
        .collect(Collectors.toSet());
  }

  /// The services whose manifest entry is a release that failed here, and why.
  private static Map<String, String> failures(List<Candidate> wanted, HostState state) {
    Map<String, String> failures = new TreeMap<>();
    for (Candidate candidate : wanted) {
      ServiceRecord known = state.service(candidate.service().name());
      Failure failure = known.failure();
      if (failure != null && failure.fingerprint().equals(candidate.fingerprint())) {
        failures.put(candidate.service().name(), failure.reason() + "; " + whatRuns(known));
      }
    }
    return failures;
  }

  private static List<Service> services(List<Candidate> wanted) {
    return wanted.stream().map(Candidate::service).toList();
  }

  private static String whatRuns(ServiceRecord known) {
    Release running = known.running();
    return running == null
        ? "nothing of it runs, because it is the first release"
        : "release %d (%s) runs".formatted(running.number(), running.service().storePath().name());
  }
}
