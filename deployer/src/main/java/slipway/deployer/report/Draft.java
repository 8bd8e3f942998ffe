package slipway.deployer.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.Accepted;
import slipway.deployer.plan.ProgramWords;
import slipway.deployer.reconcile.PassView;
import slipway.manifest.Digest;
import slipway.report.AcceptedManifest;
import slipway.report.HostReport;
import slipway.report.HostReportWriter;
import slipway.report.Pause;
import slipway.report.ServiceReport;

/// From a pass as it stands to the report of it; pure.
final class Draft {
  private final Identity me;

  Draft(Identity me) {
    this.me = me;
  }

  /// @param restarts by unit, as far as they were asked for
  HostReport of(PassView view, Map<String, Integer> restarts, Instant now) {
    Accepted accepted = view.state().accepted();
    var pause = view.pause();
    SortedMap<String, ServiceReport> services = new ServiceStanding(view, restarts, now).all();
    return new HostReport(
        me.host(),
        me.namespace(),
        me.version(),
        now,
        me.poll(),
        me.trust(),
        accepted == null
            ? null
            : new AcceptedManifest(accepted.generation(), accepted.digest(), accepted.at()),
        problem(view, services.keySet()),
        pause == null ? null : new Pause(pause.until(), pause.reason(), pause.by()),
        view.running(),
        List.copyOf(services.values()));
  }

  /// Of what the report says, its own time aside. Nor does it hold the restarts: they are asked for
  /// only when a report is written.
  String digest(PassView view) {
    return Digest.sha256(HostReportWriter.write(of(view, Map.of(), Instant.EPOCH)));
  }

  /// What keeps the host as a whole from doing what the bucket says.
  private static @Nullable String problem(PassView view, Set<String> services) {
    String problem =
        Stream.concat(
                Stream.of(
                        view.trouble().refused(),
                        view.trouble().unavailable(),
                        view.trouble().broken())
                    .filter(Objects::nonNull),
                view.work().failed().entrySet().stream()
                    .filter(failed -> !services.contains(failed.getKey()))
                    .map(failed -> failed.getKey() + ": " + failed.getValue())
                    .sorted())
            .map(ProgramWords::without)
            .collect(Collectors.joining("; "));
    return problem.isEmpty() ? null : problem;
  }
}
