package slipway.deployer.status;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.Accepted;
import slipway.deployer.plan.Candidate;
import slipway.deployer.plan.Draining;
import slipway.deployer.plan.Failure;
import slipway.deployer.plan.Hands;
import slipway.deployer.plan.HostState;
import slipway.deployer.plan.Release;
import slipway.deployer.plan.ServiceRecord;
import slipway.deployer.plan.Serving;
import slipway.deployer.reconcile.HostException;
import slipway.deployer.reconcile.StateStore;
import slipway.deployer.reconcile.UnitStatus;
import slipway.deployer.reconcile.Units;
import slipway.manifest.ManifestReader;
import slipway.manifest.Reading;
import slipway.manifest.Service;
import slipway.unit.Instance;

/// Puts together what is recorded and what systemd says. Asks neither the bucket nor Caddy.
public final class StatusReader {
  private final String host;
  private final StateStore store;
  private final Units units;
  private final Clock clock;

  public StatusReader(String host, StateStore store, Units units, Clock clock) {
    this.host = host;
    this.store = store;
    this.units = units;
    this.clock = clock;
  }

  public HostStatus read() throws HostException {
    HostState state = store.load();
    Map<String, Service> desired = desired();
    Map<String, ServiceStatus> services = new TreeMap<>();
    for (String name : desired.keySet()) {
      services.put(name, service(name, state.service(name), desired.get(name)));
    }
    for (var known : state.services().entrySet()) {
      if (!services.containsKey(known.getKey())) {
        services.put(known.getKey(), service(known.getKey(), known.getValue(), null));
      }
    }
    Accepted accepted = state.accepted();
    return new HostStatus(
        host,
        accepted == null ? null : accepted.generation(),
        accepted == null ? null : accepted.at(),
        store.pauseAt(clock.instant()).orElse(null),
        new ArrayList<>(services.values()));
  }

  private Map<String, Service> desired() throws HostException {
    byte[] document = store.manifest().orElse(null);
    Map<String, Service> desired = new TreeMap<>();
    if (document != null && ManifestReader.read(document) instanceof Reading.Valid(var manifest)) {
      manifest.forHost(host).forEach(service -> desired.put(service.name(), service));
    }
    return desired;
  }

  private ServiceStatus service(String name, ServiceRecord known, @Nullable Service desired)
      throws HostException {
    Release running = known.running();
    Instance instance = known.instance();
    if (running == null || instance == null) {
      return new ServiceStatus(
          name, 0, null, null, "stopped", null, null, null, null, 0, 0, problem(known, desired));
    }
    UnitStatus unit = units.status(instance.mainUnit());
    Serving serving = known.serving();
    Draining draining = known.draining();
    return new ServiceStatus(
        name,
        running.number(),
        running.service().storePath().toString(),
        running.service().revision(),
        word(running.service(), unit),
        unit.activeSince(),
        serving == null ? null : serving.port(),
        serving == null ? null : serving.since(),
        draining == null ? null : draining.until(),
        unit.mainPid(),
        unit.restarts(),
        problem(known, desired, instance, unit));
  }

  /// What the unit itself says comes after what the manifest and the records say.
  private @Nullable String problem(
      ServiceRecord known, @Nullable Service desired, Instance running, UnitStatus unit) {
    String problem = problem(known, desired);
    if (problem != null) {
      return problem;
    }
    String main = running.mainUnit();
    String more = "; see `journalctl -u %s`".formatted(main);
    return switch (unit.activity()) {
      case ACTIVE -> null;
      case STARTING ->
          unit.restarts() == 0
              ? null
              : "%s is starting again, after %d restarts, the last exit code %d%s"
                  .formatted(main, unit.restarts(), unit.exitStatus(), more);
      case STOPPING, INACTIVE, FAILED ->
          Hands.off(running, known, clock.instant())
              .orElseGet(() ->
                  "%s does not run (%s, exit code %d)%s"
                      .formatted(main, unit.result(), unit.exitStatus(), more));
    };
  }

  private static String word(Service service, UnitStatus unit) {
    return switch (unit.activity()) {
      case ACTIVE -> service.isTimerJob() ? "waiting" : "running";
      case STARTING -> "starting";
      case STOPPING, INACTIVE -> "stopped";
      case FAILED -> "failed";
    };
  }

  private static @Nullable String problem(ServiceRecord known, @Nullable Service desired) {
    if (desired == null) {
      return "no longer in the manifest; the next pass removes it";
    }
    Candidate candidate = Candidate.of(desired);
    Failure failure = known.failure();
    if (failure != null && failure.fingerprint().equals(candidate.fingerprint())) {
      return "%s does not work here: %s; `slipway-deployer retry %s` tries it again"
          .formatted(desired.storePath().name(), failure.reason(), desired.name());
    }
    Release running = known.running();
    return running != null && running.fingerprint().equals(candidate.fingerprint())
        ? null
        : "not deployed yet; the next pass does";
  }
}
