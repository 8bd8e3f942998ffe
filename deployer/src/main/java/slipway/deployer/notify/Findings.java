package slipway.deployer.notify;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.Accepted;
import slipway.deployer.plan.ProgramWords;
import slipway.deployer.reconcile.PassView;
import slipway.deployer.reconcile.PassView.Trouble;
import slipway.deployer.report.ServiceStanding;
import slipway.report.ReportText;
import slipway.report.ReportedState;
import slipway.report.RunningRelease;
import slipway.report.ServiceError;
import slipway.report.ServiceReport;

/// What a pass found. Words of programs, which may hold secrets, are not in it.
///
/// @param generation of the manifest that the host goes by, null before the first
/// @param whole whether every service of the host is in `services`
record Findings(
    @Nullable Instant generation,
    Standing host,
    SortedMap<String, Standing> services,
    boolean whole) {
  Findings {
    services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
  }

  static Findings of(PassView view, Instant now) {
    Accepted accepted = view.state().accepted();
    Instant generation = accepted == null ? null : accepted.generation();
    if (view.trouble().broken() != null) {
      // What it has seen of services by then may be old.
      return new Findings(generation, host(view, Set.of(), generation), new TreeMap<>(), false);
    }
    SortedMap<String, Standing> services = new TreeMap<>();
    new ServiceStanding(view, Map.of(), now)
        .all()
        .forEach((name, report) -> services.put(name, service(report)));
    return new Findings(generation, host(view, services.keySet(), generation), services, true);
  }

  /// Of a pass that had nothing to show.
  ///
  /// @param entry what the host as a whole was last found to go by
  static Findings brokeOff(String reason, String entry) {
    return new Findings(
        null, new Standing(Outcome.STOPPED, entry, 0, null, line(reason)), new TreeMap<>(), false);
  }

  private static Standing host(PassView view, Set<String> services, @Nullable Instant generation) {
    Trouble trouble = view.trouble();
    if (trouble.broken() != null) {
      return host(Outcome.STOPPED, generation, trouble.broken());
    }
    if (trouble.refused() != null) {
      return host(Outcome.REFUSED, generation, trouble.refused());
    }
    List<String> parts =
        view.work().failed().entrySet().stream()
            .filter(failed -> !services.contains(failed.getKey()))
            .map(failed -> failed.getKey() + ": " + failed.getValue())
            .sorted()
            .toList();
    if (!parts.isEmpty()) {
      return host(Outcome.DEGRADED, generation, String.join("; ", parts));
    }
    return trouble.unavailable() != null
        ? host(Outcome.UNREACHABLE, generation, trouble.unavailable())
        : host(Outcome.OK, generation, "");
  }

  private static Standing host(Outcome outcome, @Nullable Instant generation, String reason) {
    return new Standing(
        outcome, generation == null ? "" : generation.toString(), 0, null, line(reason));
  }

  private static String line(String reason) {
    return ReportText.message(ProgramWords.without(reason));
  }

  private static Standing service(ServiceReport report) {
    RunningRelease runs = report.runs();
    ServiceError error = report.error();
    return new Standing(
        outcome(report.state(), error != null),
        report.wanted() == null ? "" : report.wanted(),
        runs == null ? 0 : runs.number(),
        runs == null ? null : runs.revision(),
        error == null ? "" : error.message());
  }

  private static @Nullable Outcome outcome(ReportedState state, boolean hasError) {
    return switch (state) {
      case DEPLOYED -> Outcome.OK;
      case ROLLED_BACK -> Outcome.ROLLED_BACK;
      case FAILED -> Outcome.FAILED;
      case BLOCKED -> Outcome.BLOCKED;
      case REMOVING -> hasError ? Outcome.BLOCKED : null;
      case DEPLOYING -> null;
    };
  }
}
