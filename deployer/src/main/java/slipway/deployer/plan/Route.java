package slipway.deployer.plan;

/// A route in Caddy: requests for `domain` below `path` go to 127.0.0.1:`port`.
///
/// @param stripPath whether `path` is taken off before the request is passed on
public record Route(String service, String domain, String path, int port, boolean stripPath) {
  /// At `/` there is nothing to take off, so that both ways of writing it are one route.
  public Route {
    stripPath = stripPath && !path.equals("/");
  }
}
