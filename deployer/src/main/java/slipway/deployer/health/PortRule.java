package slipway.deployer.health;

import java.util.Optional;
import slipway.deployer.reconcile.HostException;
import slipway.deployer.reconcile.UnitStatus;
import slipway.deployer.reconcile.Units;
import slipway.manifest.Http;
import slipway.manifest.Service;
import slipway.unit.UnitRenderer;

/// Nobody but the service itself has its port, or systemd for it. Two cannot listen on one address,
/// so where our own socket unit does, it is the one that was found.
record PortRule(Units units, PortOwners owners) implements Rule {
  private static final int SYSTEMD = 1;

  @Override
  public Optional<String> objection(Service service, String unit) {
    Http http = service.http();
    if (http == null) {
      return Optional.empty();
    }
    int port = http.internalPort();
    if (!owners.isTaken(port)) {
      return Optional.empty();
    }
    String socket = UnitRenderer.socketUnit(service);
    return switch (owner(port, unit)) {
      case PortOwners.Owner.Nobody(), PortOwners.Owner.Group() -> Optional.empty();
      case PortOwners.Owner.Other(Holder holder)
          when holder.pid() == SYSTEMD && isOpen(socket, port) ->
          Optional.empty();
      case PortOwners.Owner.Unseen() when isOpen(socket, port) -> Optional.empty();
      case PortOwners.Owner.Other(Holder holder) ->
          Optional.of(PortCheck.taken(port, holder.toString(), unit));
      case PortOwners.Owner.Unseen() ->
          Optional.of(
              PortCheck.taken(
                  port, "a process that this host does not show (in a container?)", unit));
    };
  }

  private boolean isOpen(String socket, int port) {
    try {
      return units.listening(socket).contains("127.0.0.1:" + port);
    } catch (HostException _) {
      return false;
    }
  }

  /// Where the unit does not run, whoever listens is a stranger.
  private PortOwners.Owner owner(int port, String unit) {
    try {
      UnitStatus status = units.status(unit);
      return owners.owner(port, status.controlGroup(), status.mainPid());
    } catch (HostException _) {
      return owners.owner(port, "", 0);
    }
  }
}
