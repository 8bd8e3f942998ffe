package slipway.deployer.reconcile;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipway.deployer.plan.Candidate;
import slipway.deployer.plan.HostState;
import slipway.deployer.plan.Pause;
import slipway.deployer.plan.Plan;
import slipway.deployer.plan.ServiceRecord;
import slipway.deployer.reconcile.PassView.Trouble;
import slipway.deployer.reconcile.PassView.Work;
import slipway.deployer.reconcile.Timings.Phase;
import slipway.manifest.Manifest;

/// One pass: fetch, verify, observe, plan, apply, record, report. Nothing that runs is stopped
/// because the bucket, the manifest or another service is broken.
public final class Reconciler {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

  private final CurrentManifest manifests;
  private final StateStore store;
  private final Converger converger;
  private final Witness witness;
  private final Pass settings;

  public Reconciler(
      ManifestSource source,
      StateStore store,
      Converger converger,
      Witness witness,
      Pass settings) {
    this.manifests =
        new CurrentManifest(source, store, new Intake(settings.trust()), settings.meter());
    this.store = store;
    this.converger = converger;
    this.witness = witness;
    this.settings = settings;
  }

  /// What a pass depends on beside the host.
  ///
  /// @param host the name by which manifests call this host
  public record Pass(String host, Trust trust, Meter meter, Clock clock) {}

  /// Makes the host match, as far as it goes, or leaves it alone where an operator has paused it.
  ///
  /// @param budget asked before each step
  public PassResult pass(Budget budget, Timings timings)
      throws HostException, InterruptedException {
    Instant began = settings.clock().instant();
    Journal journal = begin(() -> new Journal(store));
    Pause pause = begin(this::pause).orElse(null);
    if (pause != null) {
      return rest(pause, journal.state());
    }
    Current current = timings.timed(Phase.FETCH, () -> begin(() -> take(journal)));
    List<Candidate> wanted = wanted(current.manifest());
    Trouble trouble = new Trouble(current.refused(), current.unavailable(), null);
    Progress progress = new Progress(witness, journal, wanted, trouble, current.taken() != null);
    try {
      Applied applied =
          current.manifest() == null
              ? Applied.NOTHING
              : converger.converge(
                  wanted, new Course(journal, timings, progress, budget, settings.meter()));
      String unsaved = journal.unsaved();
      if (unsaved != null) {
        applied = applied.and("state", unsaved);
        progress.applied(applied.failed());
      }
      PassView end = progress.ended();
      Told told = witness.ended(end, !applied.done().isEmpty());
      return new PassResult(
          applied,
          trouble,
          Stream.concat(applied.notices().stream(), told.notices().stream()).toList(),
          hasLooked(applied, budget) && told.isDone() ? end.atRest() : null,
          journal.state().nextDrained(began));
    } catch (HostException e) {
      warn(witness.ended(progress.brokenOff(String.valueOf(e.getMessage())), false));
      throw e;
    }
  }

  /// Whatever keeps a pass from beginning is told.
  private <T> T begin(Opening<T> opening) throws HostException {
    try {
      return opening.find();
    } catch (HostException e) {
      warn(witness.brokeOff(String.valueOf(e.getMessage())));
      throw e;
    }
  }

  /// A thing that a pass begins with.
  private interface Opening<T> {
    T find() throws HostException;
  }

  /// A pass that was told to stop may have left out what it would have done.
  private static boolean hasLooked(Applied applied, Budget budget) {
    return applied.done().isEmpty() && applied.failed().isEmpty() && budget.allowsMore();
  }

  /// Starts again what ran before a reboot, without the network, paused or not.
  public PassResult bringBack(Budget budget, Timings timings)
      throws HostException, InterruptedException {
    Instant began = settings.clock().instant();
    Journal journal = new Journal(store);
    Progress untold = new Progress(Witness.NOBODY, journal, List.of(), Trouble.NONE, false);
    Applied applied = converger.bringBack(new Course(journal, timings, untold, budget, Meter.NONE));
    return new PassResult(
        applied, Trouble.NONE, List.of(), null, journal.state().nextDrained(began));
  }

  /// What `pass` would do now. Changes nothing, on the host or in the state.
  public Plan plan() throws HostException {
    HostState state = store.load();
    Current current = manifests.find(state.accepted(), settings.clock().instant());
    List<Plan.Obstacle> obstacles = new ArrayList<>();
    store
        .pauseAt(settings.clock().instant())
        .ifPresent(pause -> obstacles.add(new Plan.Obstacle("host", pause.sentence())));
    Stream.of(current.refused(), current.unavailable())
        .filter(Objects::nonNull)
        .forEach(reason -> obstacles.add(new Plan.Obstacle("manifest", reason)));
    if (current.manifest() == null) {
      return new Plan(List.of(), obstacles);
    }
    Plan plan = converger.plan(wanted(current.manifest()), state);
    obstacles.addAll(plan.obstacles());
    return new Plan(plan.actions(), obstacles);
  }

  /// Whether passes change nothing at this moment. One look at a file.
  boolean isPaused() throws HostException {
    return store.pauseAt(settings.clock().instant()).isPresent();
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

  /// The pause that holds, recorded as the clock now has it; one that is over is forgotten, so that
  /// a clock set back later does not bring it back.
  private Optional<Pause> pause() throws HostException {
    Instant now = settings.clock().instant();
    Pause recorded = store.pause().orElse(null);
    if (recorded == null) {
      return Optional.empty();
    }
    Pause pause = recorded.seenAt(now);
    if (!pause.holdsAt(now)) {
      store.endPause();
      LOG.info("action=resume reason=\"the pause until {} is over\"", pause.until());
      return Optional.empty();
    }
    if (!pause.equals(recorded)) {
      store.keepPause(pause);
    }
    return Optional.of(pause);
  }

  /// Asks neither the bucket nor the planner: only looks, so that the report stays true.
  private PassResult rest(Pause pause, HostState state) throws HostException {
    List<Candidate> wanted = wanted(manifests.kept(state.accepted()));
    PassView view =
        new PassView(
            wanted, state, converger.units(wanted, state), Work.NONE, Trouble.NONE, pause, false);
    return PassResult.rested(pause, witness.ended(view, false).notices());
  }

  /// Where there is no result that could hold it.
  private static void warn(Told told) {
    told.notices().forEach(notice -> LOG.warn("action=report reason=\"{}\"", notice));
  }

  private List<Candidate> wanted(@Nullable Manifest manifest) {
    return manifest == null
        ? List.of()
        : manifest.forHost(settings.host()).stream().map(Candidate::of).toList();
  }

  private Current take(Journal journal) throws HostException {
    Current current = manifests.find(journal.state().accepted(), settings.clock().instant());
    Current.Taken taken = current.taken();
    if (taken != null) {
      try {
        // The document first: with the old record and the new document the next pass fetches again.
        store.keepManifest(taken.document());
        journal.record(state -> state.with(taken.accepted()));
      } catch (HostException e) {
        LOG.warn("action=keep reason=\"{}\"", e.getMessage());
        journal.unsaved(String.valueOf(e.getMessage()));
        return new Current(taken.before(), null, null, null);
      }
      LOG.info("action=accept generation={}", taken.accepted().generation());
    }
    return current;
  }
}
