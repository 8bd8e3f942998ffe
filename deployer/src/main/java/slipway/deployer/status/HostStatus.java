package slipway.deployer.status;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.Pause;

/// What runs on this host, since when, and why.
///
/// @param paused null where no pause holds
/// @param generation of the manifest that the host goes by, null before the first
public record HostStatus(
    String host,
    @Nullable Instant generation,
    @Nullable Instant acceptedAt,
    @Nullable Pause paused,
    List<ServiceStatus> services) {
  public HostStatus {
    services = List.copyOf(services);
  }
}
