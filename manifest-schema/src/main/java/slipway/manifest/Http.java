package slipway.manifest;

import org.jspecify.annotations.Nullable;

/// Where a service is reached. The upstream is always on the host's own loopback.
///
/// @param path the prefix that the route matches, starting with a slash; `/` matches everything
/// @param internalPort 1 to 65535, on 127.0.0.1
/// @param standbyPort the second port of a blue-green service
/// @param portEnv the environment variable that tells a blue-green instance its port
/// @param stripPath whether `path` is taken off before the request reaches the service
public record Http(
    String domain,
    String path,
    int internalPort,
    @Nullable Integer standbyPort,
    String portEnv,
    boolean stripPath) {
  public static final String DEFAULT_PATH = "/";
  public static final String DEFAULT_PORT_ENV = "PORT";
}
