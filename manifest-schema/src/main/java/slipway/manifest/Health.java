package slipway.manifest;

import org.jspecify.annotations.Nullable;

/// How a host decides that a release works.
///
/// @param path asked with HTTP GET on 127.0.0.1; 2xx and 3xx are healthy
/// @param port where to ask; without one the service's internal port
/// @param command a program inside the closure; exit code 0 is healthy
/// @param timeoutSec seconds after the start in which the release must have become healthy
/// @param intervalSec seconds between two checks
/// @param stableSec seconds for which it must stay healthy without a restart
/// @param enabled false: the job's result alone decides
public record Health(
    @Nullable String path,
    @Nullable Integer port,
    @Nullable String command,
    int timeoutSec,
    int intervalSec,
    int stableSec,
    boolean enabled) {
  public static final Health DEFAULT = new Health(null, null, null, 60, 1, 3, true);
}
