package slipway.push.nomad;

import java.util.Optional;
import slipway.manifest.Service;
import slipway.manifest.Systemd;
import tools.jackson.databind.node.ObjectNode;

/// `RestartPolicy` and `ReschedulePolicy` (api/tasks.go).
final class RestartBlock {
  /// systemd's own limit, as it comes: five starts in ten seconds.
  private static final int ATTEMPTS = 5;

  private static final int INTERVAL_SECONDS = 10;

  private RestartBlock() {}

  static ObjectNode policy(Service service) {
    Systemd systemd = service.systemd();
    boolean never = systemd.restart() == Systemd.Restart.NO;
    long interval = Math.max(INTERVAL_SECONDS, (long) ATTEMPTS * systemd.restartSec());
    return Tree.object()
        .put("Attempts", never ? 0 : ATTEMPTS)
        .put("Interval", Tree.seconds(interval))
        .put("Delay", Tree.seconds(systemd.restartSec()))
        // "delay" waits for the interval's end and goes on, as systemd does with such pauses.
        .put("Mode", never ? "fail" : "delay");
  }

  /// Without this Nomad would start elsewhere what is not to be started again.
  static Optional<ObjectNode> reschedule(Service service) {
    return service.systemd().restart() == Systemd.Restart.NO
        ? Optional.of(Tree.object().put("Attempts", 0).put("Unlimited", false))
        : Optional.empty();
  }
}
