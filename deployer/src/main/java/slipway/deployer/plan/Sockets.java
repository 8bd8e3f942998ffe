package slipway.deployer.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import slipway.deployer.plan.Action.StartRelease.How;
import slipway.deployer.plan.ObservedUnit.Activity;
import slipway.deployer.plan.ObservedUnit.Loaded;
import slipway.manifest.Service;
import slipway.unit.Instance;
import slipway.unit.UnitFile;
import slipway.unit.UnitRenderer;

/// The sockets with which systemd holds the ports of services. A restart of the service leaves its
/// socket alone, and connections wait in it; this decides when the socket cannot stay.
///
/// systemd opens a socket only while its service is down, and a service requires its socket: so
/// whatever a socket needs is done by a start of the service that takes the socket along.
final class Sockets {
  private final Renderings units;
  private final Observed observed;

  Sockets(Renderings units, Observed observed) {
    this.units = units;
    this.observed = observed;
  }

  /// @param way how the service gets there, as far as its own unit goes
  Way with(Way way, ServiceRecord known) {
    if (mustClose(way, known)) {
      return new Way(way.instance(), How.REBIND, way.moves());
    }
    Service service = way.instance().service();
    boolean missing =
        service.systemd().socket() && !isUp(observed.unit(UnitRenderer.socketUnit(service)));
    return missing && way.how() != How.START
        ? new Way(way.instance(), How.RESTART, way.moves())
        : way;
  }

  /// What has to be stopped so that an instance ends: its socket first, or the next visitor would
  /// start it again.
  static List<String> units(Instance instance) {
    return instance.service().systemd().socket()
        ? List.of(UnitRenderer.socketUnit(instance.service()), instance.mainUnit())
        : List.of(instance.mainUnit());
  }

  /// Whether the socket is open otherwise than the release wants it.
  private boolean mustClose(Way way, ServiceRecord known) {
    ObservedUnit found = observed.unit(UnitRenderer.socketUnit(way.instance().service()));
    if (!isUp(found) || !(found.loaded() instanceof Loaded.Ours)) {
      return false;
    }
    Instance before = known.instance();
    Optional<String> wanted = content(way.instance());
    if (wanted.isEmpty()) {
      return way.instance().port() == null || before == null || hasPortOf(before, way.instance());
    }
    String written = found.written();
    boolean edited = written != null && !written.equals(wanted.get());
    return edited
        || (before == null ? written == null || found.stale() : !content(before).equals(wanted));
  }

  /// Else what visitors leave, or have left, keeps its socket for as long as it runs.
  private static boolean hasPortOf(Instance before, Instance instance) {
    return before.service().systemd().socket()
        && Objects.equals(before.listensOn(), instance.listensOn());
  }

  private Optional<String> content(Instance instance) {
    String name = UnitRenderer.socketUnit(instance.service());
    Stream<UnitFile> files = units.of(instance).stream();
    return files.filter(file -> file.name().equals(name)).map(UnitFile::content).findFirst();
  }

  private static boolean isUp(ObservedUnit unit) {
    return unit.activity() == Activity.ACTIVE || unit.activity() == Activity.STARTING;
  }
}
