package slipway.deployer.plan;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.Plan.Obstacle;
import slipway.manifest.Service;

/// What the steps of every service are made from, and where they go.
///
/// @param ports which service is to have which port
record Grounds(
    Renderings units,
    Observed observed,
    OwnFiles files,
    Map<Integer, String> ports,
    Instant now,
    Steps steps) {

  /// Whether the route in the proxy is the one that this entry asks for, or none where it asks for
  /// none. Where the proxy does not answer nobody knows.
  boolean isRouted(Service service) {
    return switch (observed.routes()) {
      case RouteTable.NotUsed() -> true;
      case RouteTable.Unavailable(String _) -> false;
      case RouteTable.Known(var routes) ->
          Optional.ofNullable(routes.get(service.name())).equals(Route.of(service))
              && routes.containsKey(service.name()) == Route.of(service).isPresent();
    };
  }

  /// As found in the proxy, where it says something that we would write.
  Optional<Route> route(String service) {
    return observed.routes() instanceof RouteTable.Known(var routes)
        ? Optional.ofNullable(routes.get(service))
        : Optional.empty();
  }

  /// Whether visitors are led nowhere.
  boolean hasNoRoute(String service) {
    return observed.routes() instanceof RouteTable.Known(var routes)
        && !routes.containsKey(service);
  }

  /// Whether another service is to have the port.
  boolean isForAnother(@Nullable Integer port, String service) {
    return port != null && !ports.getOrDefault(port, service).equals(service);
  }

  void dropRouteEarly(String service) {
    if (observed.routes() instanceof RouteTable.Known(var routes) && routes.containsKey(service)) {
      steps.earlyRouteDrops.add(service);
    }
  }

  void obstacle(Service service, String reason) {
    steps.obstacles.add(new Obstacle(service.name(), reason));
  }

  /// Not ours to touch.
  boolean isRefused(Service service, Set<String> units) {
    for (String unit : units) {
      Optional<String> reason = Hands.off(unit, observed.unit(unit).loaded());
      if (reason.isPresent()) {
        obstacle(service, reason.get());
        return true;
      }
    }
    return false;
  }
}
