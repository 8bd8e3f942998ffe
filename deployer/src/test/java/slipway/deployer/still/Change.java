package slipway.deployer.still;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What happens to a [QuietHost].
interface Change {
  String UNIT = "var/lib/slipway-deployer/services/web.service";
  String STARTED = "run/systemd/units/invocation:web.service";

  void to(QuietHost host) throws IOException;

  /// All that a pass would see on the host itself, by what it is.
  static Map<String, Change> ofTheHost() {
    Map<String, Change> changes = new TreeMap<>();
    changes.put("settings", it -> it.write("etc/slipway/deployer.json", "{ }"));
    changes.put("state", it -> it.write("var/lib/slipway-deployer/state.json", "{ }"));
    changes.put("pause", it -> it.write("var/lib/slipway-deployer/pause.json", "{}"));
    changes.put("unit edited", it -> it.write(UNIT, "[Service]\nUser=x\n"));
    changes.put("unit edited, of the same length", it -> it.write(UNIT, "[service]\n"));
    changes.put("unit deleted", it -> it.delete(UNIT));
    changes.put("unit added", it -> it.write("var/lib/slipway-deployer/services/a.service", ""));
    changes.put("restarted", it -> it.link(STARTED, "4567"));
    changes.put("stopped", it -> it.delete(STARTED));
    changes.put(
        "waits to be restarted",
        it -> it.write("sys/fs/cgroup/system.slice/web.service/cgroup.events", "populated 0\n"));
    changes.put("drop-in", it -> it.write("etc/systemd/system/web.service.d/a.conf", ""));
    changes.put("drop-in for all", it -> it.write("run/systemd/system/service.d/a.conf", ""));
    changes.put("masked", it -> it.link("etc/systemd/system/web.service", "/dev/null"));
    changes.put("shadowed", it -> it.write("run/systemd/transient/web.service", ""));
    changes.put(
        "rolled back by hand",
        it -> it.link("nix/var/nix/profiles/slipway/web-1-link", it.root + "/nix/store/b-web"));
    changes.put(
        "store path deleted",
        it -> {
          for (String each : List.of("/bin/web", "/bin", "")) {
            it.delete("nix/store/a-web" + each);
          }
        });
    changes.put("switched by hand", it -> it.write("var/lib/slipway-deployer/standby/web", ""));
    changes.put("routes", it -> it.caddy = "{\"apps\":{}}");
    return changes;
  }
}
