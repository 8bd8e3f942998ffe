package slipway.deployer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import slipway.cache.RehearsalBucket;

/// Does once what a pass does, as far as that changes nothing, so that the JVM can record what it
/// loads: `libexec/rehearse` makes the AOT cache of it.
final class Rehearsal {
  private Rehearsal() {}

  /// @param folder an empty one, for settings and state
  public static void main(String[] folder) throws IOException {
    Path here = Path.of(folder[0]);
    try (RehearsalBucket bucket = RehearsalBucket.open()) {
      Path settings =
          Files.writeString(
              here.resolve("deployer.json"),
              """
              {"host": "rehearsal", "namespace": "rehearsal", "stateDirectory": "%s",
               "manifest": {"bucket": %s, "trustedKeys": ["%s"]},
               "caddy": {"admin": "unix/%s/caddy.sock", "server": "srv0", "listen": [":443"]}}
              """
                  .formatted(here, bucket.settings(), bucket.key().publicKey(), here));
      for (String command : new String[] {"plan", "status"}) {
        Main.run("--config", settings.toString(), command);
      }
    }
  }
}
