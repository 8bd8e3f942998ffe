package slipway.deployer.status;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What runs on this host, since when, and why.
///
/// @param generation of the manifest that the host goes by, null before the first
public record HostStatus(
    String host,
    @Nullable Instant generation,
    @Nullable Instant acceptedAt,
    List<ServiceStatus> services) {
  public HostStatus {
    services = List.copyOf(services);
  }
}
