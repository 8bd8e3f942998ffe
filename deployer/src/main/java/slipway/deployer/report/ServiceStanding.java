package slipway.deployer.report;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.Candidate;
import slipway.deployer.plan.Failure;
import slipway.deployer.plan.ObservedUnit;
import slipway.deployer.plan.Pause;
import slipway.deployer.plan.ProgramWords;
import slipway.deployer.plan.Release;
import slipway.deployer.plan.ServiceRecord;
import slipway.deployer.plan.ServiceRecord.Phase;
import slipway.deployer.plan.Serving;
import slipway.deployer.reconcile.PassView;
import slipway.deployer.reconcile.PassView.Stage;
import slipway.report.ReportedHealth;
import slipway.report.ReportedState;
import slipway.report.RunningRelease;
import slipway.report.ServiceError;
import slipway.report.ServiceReport;
import slipway.report.ServingInstance;
import slipway.unit.Instance;

/// How every service stands, from a pass as it stands; pure.
public final class ServiceStanding {
  private final PassView view;
  private final Map<String, Integer> restarts;
  private final Instant now;

  /// @param restarts by unit, as far as they were asked for
  public ServiceStanding(PassView view, Map<String, Integer> restarts, Instant now) {
    this.view = view;
    this.restarts = restarts;
    this.now = now;
  }

  /// As [#all], of a pass after which no unit was asked for its restarts.
  public static SortedMap<String, ServiceReport> of(PassView view, Instant now) {
    return new ServiceStanding(view, Map.of(), now).all();
  }

  /// By name; those that the manifest asks for, and those that are on their way out.
  public SortedMap<String, ServiceReport> all() {
    SortedMap<String, ServiceReport> all = new TreeMap<>();
    view.state().services().forEach((name, known) -> all.put(name, report(name, known, null)));
    for (Candidate candidate : view.wanted()) {
      String name = candidate.service().name();
      all.put(name, report(name, view.state().service(name), candidate));
    }
    return all;
  }

  private ServiceReport report(String name, ServiceRecord known, @Nullable Candidate wanted) {
    ReportedState state =
        wanted == null ? ReportedState.REMOVING : state(name, known, wanted.fingerprint());
    Stage stage = view.work().steps().get(name);
    Release running = known.running();
    Instance instance = known.instance();
    Serving serving = known.serving();
    return new ServiceReport(
        name,
        wanted == null ? null : wanted.fingerprint(),
        state,
        stage != null && state == ReportedState.DEPLOYING
            ? stage.name().toLowerCase(Locale.ROOT)
            : null,
        running == null
            ? null
            : new RunningRelease(
                running.number(),
                running.service().storePath(),
                running.service().revision(),
                running.since(),
                serving == null ? null : new ServingInstance(serving.port(), serving.since())),
        running == null ? ReportedHealth.UNKNOWN : health(name, known, running),
        instance == null ? 0 : restarts.getOrDefault(instance.mainUnit(), 0),
        error(name, known, wanted, state));
  }

  private ReportedState state(String name, ServiceRecord known, String wanted) {
    if (view.work().steps().containsKey(name)) {
      return ReportedState.DEPLOYING;
    }
    Release running = known.running();
    boolean runsWanted = running != null && running.fingerprint().equals(wanted);
    boolean works = running != null && known.works(running);
    if (hasFailed(known, wanted)) {
      return works && !runsWanted ? ReportedState.ROLLED_BACK : ReportedState.FAILED;
    }
    if (view.work().failed().containsKey(name)) {
      return ReportedState.BLOCKED;
    }
    if (runsWanted && works) {
      return ReportedState.DEPLOYED;
    }
    return view.pause() == null ? ReportedState.DEPLOYING : ReportedState.BLOCKED;
  }

  /// The process that runs is older than the last look at its unit, unless this pass started it.
  private ReportedHealth health(String name, ServiceRecord known, Release running) {
    if (view.work().down().contains(name)) {
      return ReportedHealth.UNHEALTHY;
    }
    if (view.work().started().contains(name)) {
      boolean confirmed =
          known.phase() == Phase.CONFIRMED && !view.work().steps().containsKey(name);
      return confirmed ? ReportedHealth.HEALTHY : ReportedHealth.UNKNOWN;
    }
    Instance instance = known.instance();
    ObservedUnit unit = instance == null ? null : view.units().get(instance.mainUnit());
    if (unit == null) {
      return ReportedHealth.UNKNOWN;
    }
    return switch (unit.activity()) {
      case ACTIVE ->
          switch (known.phase()) {
            case CONFIRMED -> ReportedHealth.HEALTHY;
            case STARTING, STARTED ->
                hasFailed(known, running.fingerprint())
                    ? ReportedHealth.UNHEALTHY
                    : ReportedHealth.UNKNOWN;
          };
      case STARTING, STOPPING, INACTIVE, FAILED -> ReportedHealth.UNHEALTHY;
    };
  }

  private @Nullable ServiceError error(
      String name, ServiceRecord known, @Nullable Candidate wanted, ReportedState state) {
    Failure failure = known.failure();
    if (failure != null && wanted != null && hasFailed(known, wanted.fingerprint())) {
      return error(failure.reason(), failure.at());
    }
    String reason = view.work().failed().get(name);
    if (reason != null) {
      return error(reason, now);
    }
    Pause pause = view.pause();
    return pause != null && state == ReportedState.BLOCKED ? error(pause.sentence(), now) : null;
  }

  private static ServiceError error(String reason, Instant at) {
    return new ServiceError(ProgramWords.without(reason), at);
  }

  private static boolean hasFailed(ServiceRecord known, String fingerprint) {
    Failure failure = known.failure();
    return failure != null && failure.fingerprint().equals(fingerprint);
  }
}
