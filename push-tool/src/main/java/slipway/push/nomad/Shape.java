package slipway.push.nomad;

import slipway.manifest.Service;
import slipway.manifest.Systemd;

/// What a service is to Nomad.
final class Shape {
  /// The one name of a task that Nomad refuses.
  private static final String REFUSED = "alloc";

  private Shape() {}

  /// Whether it ends by itself, after which Nomad does not start it again.
  static boolean isBatch(Service service) {
    return service.isTimerJob() || service.systemd().type() == Systemd.Type.ONESHOT;
  }

  static String task(Service service) {
    return service.name().equals(REFUSED) ? REFUSED + "-task" : service.name();
  }
}
