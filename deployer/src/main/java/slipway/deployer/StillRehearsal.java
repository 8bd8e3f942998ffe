package slipway.deployer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import slipway.cache.RehearsalBucket;
import slipway.deployer.rehearsal.RehearsalCaddy;
import slipway.deployer.still.RehearsalRest;

/// Finds a host in a directory at rest, so that the JVM can record what it loads for that.
final class StillRehearsal {
  private StillRehearsal() {}

  /// @param folder an empty one
  public static void main(String[] folder) throws IOException {
    Path here = Path.of(folder[0]);
    try (RehearsalBucket bucket = RehearsalBucket.open();
        RehearsalCaddy caddy = RehearsalCaddy.open()) {
      Path settings =
          RehearsalRest.leave(
              here,
              Main.CODE,
              caddy.address(),
              bucket.where(),
              bucket.etag(),
              Clock.systemUTC().instant());
      if (!StillMain.lasts(here, "--config", settings.toString(), "sync")) {
        throw new IllegalStateException("the host was not found at rest");
      }
    }
  }
}
