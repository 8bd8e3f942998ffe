package slipway.deployer.plan;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Our routes as found in Caddy.
public sealed interface RouteTable {
  /// @param routes by service; a null value is a route with our id that is not one we would write
  record Known(Map<String, @Nullable Route> routes) implements RouteTable {}

  /// Caddy did not answer, so nothing is known and nothing may depend on it.
  record Unavailable(String reason) implements RouteTable {}

  /// The settings name no Caddy.
  record NotUsed() implements RouteTable {}
}
