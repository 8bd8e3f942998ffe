package slipway.unit;

import java.util.Optional;
import slipway.manifest.Http;
import slipway.manifest.Service;

/// The socket that systemd listens on in place of a service, so that connections wait while the
/// service is restarted (systemd.socket(5)).
///
/// A socket unit fails, and refuses connections from then on, once its service hits a start limit,
/// or is started by its connections twenty times in two seconds. So neither of the two has a start
/// limit, and the manifest has such a service restarted always and not faster than every second:
/// one that does not stay up is then started by its `RestartSec` and not by what waits for it.
final class SocketUnit {
  /// As much as kernels grant by default (net.core.somaxconn).
  private static final int BACKLOG = 4096;

  private static final String START_LIMIT = "StartLimitIntervalSec";

  private SocketUnit() {}

  static String name(Service service) {
    return service.name() + ".socket";
  }

  static Optional<UnitFile> of(Service service, String comment) {
    Http http = service.http();
    if (!service.systemd().socket() || http == null) {
      return Optional.empty();
    }
    UnitText unit = new UnitText(name(service), comment);
    unit.section("Unit");
    unit.line("Description", "Where " + service.name() + " listens");
    unit.line(START_LIMIT, 0);
    unit.section("Socket");
    unit.line("ListenStream", "127.0.0.1:" + http.internalPort());
    unit.line("Backlog", BACKLOG);
    return Optional.of(unit.file());
  }

  /// What the service's own unit says of its socket.
  static void require(UnitText unit, Service service) {
    unit.line("Requires", name(service));
    unit.line("After", name(service));
    unit.line(START_LIMIT, 0);
  }
}
