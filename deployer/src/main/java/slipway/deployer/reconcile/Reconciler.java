package slipway.deployer.reconcile;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipway.deployer.plan.Candidate;
import slipway.deployer.plan.Failure;
import slipway.deployer.plan.HostState;
import slipway.deployer.plan.Observed;
import slipway.deployer.plan.Plan;
import slipway.deployer.plan.Planner;
import slipway.deployer.plan.Release;
import slipway.deployer.plan.ServiceRecord;
import slipway.deployer.plan.Step;
import slipway.deployer.reconcile.Timings.Phase;
import slipway.manifest.Service;

/// One pass: fetch, verify, observe, plan, apply, record. Nothing that runs is stopped because the
/// bucket, the manifest or another service is broken.
public final class Reconciler {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

  /// The plan, the way back from what failed in it, and the rest that this made possible.
  private static final int ROUNDS = 3;

  private final CurrentManifest manifests;
  private final StateStore store;
  private final Edges edges;
  private final Planner planner;
  private final Observer observer;
  private final Pass settings;

  public Reconciler(
      ManifestSource source, StateStore store, Edges edges, Planner planner, Pass settings) {
    this.manifests = new CurrentManifest(source, store, new Intake(settings.trust()));
    this.store = store;
    this.edges = edges;
    this.planner = planner;
    this.observer = new Observer(edges, planner);
    this.settings = settings;
  }

  /// What a pass depends on beside the host.
  ///
  /// @param host the name by which manifests call this host
  /// @param parallelism how many services start side by side, at least 1
  public record Pass(String host, Trust trust, int parallelism, Clock clock) {}

  /// Makes the host match, as far as it goes.
  ///
  /// @param stopping asked between steps; true ends the pass early, and the next one takes it up
  public PassResult pass(BooleanSupplier stopping, Timings timings)
      throws HostException, InterruptedException {
    Journal journal = new Journal(store);
    Current current = timings.timed(Phase.FETCH, () -> take(journal));
    if (current.manifest() == null) {
      return PassResult.of(Map.of(), current.refused(), current.unavailable(), List.of());
    }
    List<Service> desired = current.manifest().forHost(settings.host());
    Applied applied = converge(desired, journal, stopping, timings);
    Map<String, String> services = new TreeMap<>(applied.failed());
    services.putAll(failures(desired, journal.state()));
    return PassResult.of(services, current.refused(), current.unavailable(), applied.done());
  }

  /// Starts again what ran before a reboot, without the network.
  public PassResult bringBack(BooleanSupplier stopping, Timings timings)
      throws HostException, InterruptedException {
    Journal journal = new Journal(store);
    Observed observed = observer.observe(List.of(), journal.state());
    Plan plan = planner.bringBack(journal.state(), observed, settings.clock().instant());
    Applied applied = applier(journal, timings, stopping).apply(plan);
    return PassResult.of(withObstacles(applied, plan), null, null, applied.done());
  }

  /// What `pass` would do now. Changes nothing, on the host or in the state.
  public Plan plan() throws HostException {
    HostState state = store.load();
    Current current = manifests.find(state.accepted(), settings.clock().instant());
    List<Plan.Obstacle> notTaken =
        Stream.of(current.refused(), current.unavailable())
            .filter(Objects::nonNull)
            .map(reason -> new Plan.Obstacle("manifest", reason))
            .toList();
    if (current.manifest() == null) {
      return new Plan(List.of(), notTaken);
    }
    List<Service> desired = current.manifest().forHost(settings.host());
    Plan plan =
        planner.converge(
            desired, Set.of(), state, observer.observe(desired, state), settings.clock().instant());
    return new Plan(
        plan.actions(), Stream.concat(notTaken.stream(), plan.obstacles().stream()).toList());
  }

  /// Forgets that the service has a failed release or used up its repairs; false where it did not.
  boolean retry(String service) throws HostException {
    Journal journal = new Journal(store);
    ServiceRecord known = journal.state().service(service);
    if (known.equals(known.retried())) {
      return false;
    }
    journal.record(state -> state.with(service, ServiceRecord::retried));
    return true;
  }

  private Current take(Journal journal) throws HostException {
    Current current = manifests.find(journal.state().accepted(), settings.clock().instant());
    Current.Taken taken = current.taken();
    if (taken != null) {
      // The document first: with the old record and the new document the next pass fetches again.
      store.keepManifest(taken.document());
      journal.record(state -> state.with(taken.accepted()));
      LOG.info("action=accept generation={}", taken.accepted().generation());
    }
    return current;
  }

  private Applied converge(
      List<Service> desired, Journal journal, BooleanSupplier stopping, Timings timings)
      throws HostException, InterruptedException {
    Map<String, String> failed = new TreeMap<>();
    List<Step> done = new ArrayList<>();
    Set<String> held = Set.of();
    for (int round = 0; round < ROUNDS && !stopping.getAsBoolean(); round++) {
      HostState before = journal.state();
      Observed observed = timings.timed(Phase.OBSERVE, () -> observer.observe(desired, before));
      Plan plan = planner.converge(desired, held, before, observed, settings.clock().instant());
      Applied applied = applier(journal, timings, stopping).apply(plan);
      withObstacles(applied, plan).forEach(failed::putIfAbsent);
      done.addAll(applied.done());
      Set<String> stuck = stuck(desired, applied, journal.state());
      boolean nothingNew = failures(desired, journal.state()).equals(failures(desired, before));
      if (nothingNew && held.containsAll(stuck)) {
        break;
      }
      held = stuck;
    }
    return new Applied(failed, done);
  }

  private Applier applier(Journal journal, Timings timings, BooleanSupplier stopping) {
    Starter starter = new Starter(edges, journal, settings.clock(), timings);
    ParallelStarts starts = new ParallelStarts(starter, settings.parallelism());
    return new Applier(edges, journal, starts, timings, stopping);
  }

  private static Map<String, String> withObstacles(Applied applied, Plan plan) {
    Map<String, String> all = new TreeMap<>(applied.failed());
    plan.obstacles().forEach(obstacle -> all.putIfAbsent(obstacle.subject(), obstacle.reason()));
    return all;
  }

  /// The services whose wanted release could not even be started here, while another one works.
  /// That one is looked after in the next round: the bucket or a missing file must not end its
  /// healing.
  private static Set<String> stuck(List<Service> desired, Applied applied, HostState state) {
    return desired.stream()
        .filter(service -> applied.failed().containsKey(service.name()))
        .filter(service -> {
          ServiceRecord known = state.service(service.name());
          Release running = known.running();
          return running != null
              && known.works(running)
              && !running.fingerprint().equals(Candidate.of(service).fingerprint());
        })
        .map(Service::name)
        .collect(Collectors.toSet());
  }

  /// The services whose manifest entry is a release that failed here, and why.
  private static Map<String, String> failures(List<Service> desired, HostState state) {
    Map<String, String> failures = new TreeMap<>();
    for (Service service : desired) {
      ServiceRecord known = state.service(service.name());
      Failure failure = known.failure();
      if (failure != null && failure.fingerprint().equals(Candidate.of(service).fingerprint())) {
        failures.put(service.name(), failure.reason() + "; " + whatRuns(known));
      }
    }
    return failures;
  }

  private static String whatRuns(ServiceRecord known) {
    Release running = known.running();
    return running == null
        ? "nothing of it runs, because it is the first release"
        : "release %d (%s) runs".formatted(running.number(), running.service().storePath().name());
  }
}
