package slipway.deployer.plan;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import slipway.manifest.Http;
import slipway.manifest.Service;

/// A route in Caddy: requests for `domain` below `path` go to 127.0.0.1:`port`.
///
/// @param port of the instance on the internal side
/// @param standbyPort of the one on the standby side, which requests reach instead while the host
///   points there; null for a service with one instance only
/// @param stripPath whether `path` is taken off before the request is passed on
public record Route(
    String service,
    String domain,
    String path,
    int port,
    @Nullable Integer standbyPort,
    boolean stripPath) {
  /// At `/` there is nothing to take off, so that both ways of writing it are one route.
  public Route {
    stripPath = stripPath && !path.equals("/");
  }

  /// Written out, as is what [#hashCode] says: what a record gets for it is put together when it is
  /// first asked, which at each start takes as long as the rest of a plan.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Route route
        && service.equals(route.service)
        && domain.equals(route.domain)
        && path.equals(route.path)
        && hasPortsOf(route)
        && stripPath == route.stripPath;
  }

  @Override
  public int hashCode() {
    return Objects.hash(service, domain, path, port, standbyPort, stripPath);
  }

  /// Where a request is led while the host points to that side.
  int port(Side side) {
    return side == Side.STANDBY && standbyPort != null ? standbyPort : port;
  }

  boolean hasPortsOf(Route other) {
    return port == other.port && Objects.equals(standbyPort, other.standbyPort);
  }

  /// Empty for a service that is not reached over HTTP.
  static Optional<Route> of(Service service) {
    Http http = service.http();
    return http == null
        ? Optional.empty()
        : Optional.of(
            new Route(
                service.name(),
                http.domain(),
                http.path(),
                http.internalPort(),
                http.standbyPort(),
                http.stripPath()));
  }
}
