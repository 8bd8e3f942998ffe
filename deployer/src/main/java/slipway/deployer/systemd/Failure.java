package slipway.deployer.systemd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.freedesktop.dbus.exceptions.DBusException;
import slipway.deployer.systemd.bus.ListedUnit;

/// Why a job did not end well, for people.
final class Failure {
  private Failure() {}

  /// @param job the job's result: `failed`, `timeout`, `dependency` …
  static String explain(SystemdConnection systemd, String unit, String job) throws DBusException {
    UnitProperties properties = new UnitProperties(systemd, unit);
    return switch (job) {
      case "dependency" -> unit + ": " + requirements(systemd, properties) + hint(unit);
      case "canceled" ->
          unit + ": another job took the place of ours, as after a systemctl stop" + hint(unit);
      default -> unit + ": " + ending(properties, job) + hint(unit);
    };
  }

  static String hint(String unit) {
    return "; see: journalctl -u " + unit + " -n 50";
  }

  private static String ending(UnitProperties properties, String job) throws DBusException {
    String result = properties.result();
    String words =
        switch (result) {
          case "success" -> startedAnew(properties, job);
          case "resources" ->
              "systemd could not prepare the process; a missing envFile is the common reason";
          case "protocol" -> "it ended before it said that it was ready (Type=notify)";
          case "timeout" -> "it was not ready or not stopped in time";
          case "start-limit-hit" -> "started too often, last ended with " + properties.exit();
          case "exit-code", "signal", "core-dump", "oom-kill", "watchdog" -> properties.exit();
          default -> "the unit failed";
        };
    return words + " (Result=" + result + ")";
  }

  /// With `Restart=` a unit whose start failed is at its next start by now, and has no result.
  private static String startedAnew(UnitProperties properties, String job) throws DBusException {
    boolean service = UnitInterface.of(properties.unit()) == UnitInterface.SERVICE;
    Duration limit = service ? properties.startTimeout() : null;
    return job.equals("failed") && limit != null
        ? "it was not ready within %d s, or ended before, and systemd starts it anew"
            .formatted(limit.toSeconds())
        : "the job ended as " + job;
  }

  private static String requirements(SystemdConnection systemd, UnitProperties properties)
      throws DBusException {
    List<String> down = new ArrayList<>();
    for (ListedUnit required : systemd.manager().listUnitsByNames(properties.requires())) {
      if (!required.loadState().equals("loaded")) {
        down.add(required.name() + " is " + required.loadState());
      } else if (!required.activeState().equals("active")) {
        down.add(required.name() + " is " + required.activeState());
      }
    }
    return "a unit that it requires did not start"
        + (down.isEmpty() ? "" : ": " + String.join(", ", down));
  }
}
