package slipway.deployer.reconcile;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipway.deployer.plan.HostState;
import slipway.deployer.plan.Plan;
import slipway.deployer.plan.ServiceRecord;
import slipway.deployer.reconcile.Timings.Phase;
import slipway.manifest.Service;

/// One pass: fetch, verify, observe, plan, apply, record. Nothing that runs is stopped because the
/// bucket, the manifest or another service is broken.
public final class Reconciler {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

  private final CurrentManifest manifests;
  private final StateStore store;
  private final Converger converger;
  private final Pass settings;

  public Reconciler(ManifestSource source, StateStore store, Converger converger, Pass settings) {
    this.manifests = new CurrentManifest(source, store, new Intake(settings.trust()));
    this.store = store;
    this.converger = converger;
    this.settings = settings;
  }

  /// What a pass depends on beside the host.
  ///
  /// @param host the name by which manifests call this host
  public record Pass(String host, Trust trust, Clock clock) {}

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
    Applied applied = converger.converge(desired, new Course(journal, timings, stopping));
    return PassResult.of(
        applied.failed(), current.refused(), current.unavailable(), applied.done());
  }

  /// Starts again what ran before a reboot, without the network.
  public PassResult bringBack(BooleanSupplier stopping, Timings timings)
      throws HostException, InterruptedException {
    Applied applied = converger.bringBack(new Course(new Journal(store), timings, stopping));
    return PassResult.of(applied.failed(), null, null, applied.done());
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
    Plan plan = converger.plan(desired, state);
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
}
