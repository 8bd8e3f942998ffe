package slipway.deployer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.freedesktop.dbus.exceptions.DBusException;
import slipway.cache.RehearsalBucket;
import slipway.deployer.rehearsal.RehearsalHost;

/// Deploys a service to a host in a directory, so that the JVM can record what it loads for that:
/// `libexec/rehearse` makes the AOT cache of it.
final class Rehearsal {
  private Rehearsal() {}

  /// @param folder an empty one, for settings and state
  public static void main(String[] folder) throws IOException, DBusException {
    Main.getReady();
    Logging.from("INFO");
    // That of this host is only made, so that what makes it is recorded.
    Wiring.Place.here();
    Path here = Path.of(folder[0]);
    try (RehearsalBucket bucket = RehearsalBucket.open();
        RehearsalHost host = RehearsalHost.in(here)) {
      Path settings =
          Files.writeString(
              here.resolve("deployer.json"),
              """
              {"host": "rehearsal", "namespace": "rehearsal", "stateDirectory": "%s/state",
               "manifest": {"bucket": %s, "trustedKeys": ["%s"]},
               "cache": {"bucket": %s, "trustedKeys": ["%s"]},
               "caddy": {"admin": "%s", "server": "srv0", "listen": [":80"]}}
              """
                  .formatted(
                      here,
                      bucket.settings(),
                      bucket.key().publicKey(),
                      bucket.settings(),
                      bucket.key().publicKey(),
                      host.caddy()));
      Map<String, String> environment = new HashMap<>(System.getenv());
      environment.put("PATH", host.tools() + ":" + environment.get("PATH"));
      // The first pass deploys, the second finds nothing to do, and the third knows what it found.
      for (String command : new String[] {"plan", "sync", "sync", "sync", "status"}) {
        Wiring.Place place = new Wiring.Place(host.root(), here, host.systemd());
        Main.run(environment, place, "--config", settings.toString(), command);
      }
    }
  }
}
