package slipway.deployer.metrics;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.Accepted;
import slipway.deployer.reconcile.PassView;
import slipway.deployer.report.ServiceStanding;
import slipway.report.ServiceReport;

/// How the host stood when a pass last looked.
///
/// @param generation of the manifest that it goes by, null before the first
record Standing(@Nullable Instant generation, boolean paused, List<ServiceReport> services) {
  Standing {
    services = List.copyOf(services);
  }

  static Standing of(PassView view, Instant now) {
    Accepted accepted = view.state().accepted();
    return new Standing(
        accepted == null ? null : accepted.generation(),
        view.pause() != null,
        List.copyOf(ServiceStanding.of(view, now).values()));
  }

  Set<String> names() {
    return services.stream().map(ServiceReport::name).collect(Collectors.toSet());
  }
}
