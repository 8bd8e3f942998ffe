package slipway.deployer.health;

import slipway.deployer.reconcile.UnitStatus;

/// Whether the unit of a release stays up, watched from its start on.
final class UnitWatch {
  /// A service that came back this often and ended again will not stay up.
  private static final int RESTARTS = 2;

  private final String unit;
  private int first = -1;
  private int restarts;

  UnitWatch(String unit) {
    this.unit = unit;
  }

  /// Whether systemd restarted the unit since the last look.
  boolean restarted(UnitStatus status) {
    first = first < 0 || status.restarts() < first ? status.restarts() : first;
    int now = status.restarts() - first;
    boolean more = now > restarts;
    restarts = now;
    return more;
  }

  Finding look(UnitStatus status) {
    String sub = status.subState();
    // On its way to a restart a unit passes through states that look like its end.
    if (sub.startsWith("auto-restart") || sub.endsWith("-before-auto-restart")) {
      return restarts >= RESTARTS ? gaveUp(status) : new Finding.NotYet(ended(status));
    }
    return switch (status.activity()) {
      case ACTIVE -> restarts > RESTARTS ? gaveUp(status) : new Finding.Good();
      case STARTING -> new Finding.NotYet(unit + " is still starting (" + sub + ")");
      case STOPPING -> new Finding.NotYet(unit + " is stopping (" + sub + ")");
      case FAILED -> new Finding.Broken(ended(status) + see());
      case INACTIVE ->
          new Finding.Broken(
              status.result().equals("success")
                  ? unit
                      + " ended by itself with exit code "
                      + status.exitStatus()
                      + ", wanted one that keeps running"
                      + see()
                  : ended(status) + see());
    };
  }

  private Finding gaveUp(UnitStatus status) {
    return new Finding.Broken(
        unit + " was restarted " + restarts + " times; " + ended(status) + see());
  }

  /// `Result` as in systemd.exec(5), `$SERVICE_RESULT`.
  String ended(UnitStatus status) {
    return switch (status.result()) {
      case "exit-code" -> unit + " ended with exit code " + status.exitStatus();
      case "signal", "core-dump" -> unit + " was killed by signal " + status.exitStatus();
      case "oom-kill" -> unit + " was killed because memory ran out";
      case "timeout" -> unit + " did not start or stop in time";
      case "watchdog" -> unit + " missed its watchdog";
      case "start-limit-hit" ->
          unit + " failed too often in a row, last with exit code " + status.exitStatus();
      case "success" -> unit + " ended with exit code " + status.exitStatus();
      default -> unit + " failed: " + status.result() + ", last exit code " + status.exitStatus();
    };
  }

  private String see() {
    return "; see `journalctl -u " + unit + "`";
  }
}
