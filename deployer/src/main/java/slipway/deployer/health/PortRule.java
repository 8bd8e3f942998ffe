package slipway.deployer.health;

import java.util.Optional;
import slipway.deployer.reconcile.HostException;
import slipway.deployer.reconcile.Units;
import slipway.manifest.Http;
import slipway.manifest.Service;

/// Nobody but the service itself has its port.
record PortRule(Units units, PortOwners owners) implements Rule {
  @Override
  public Optional<String> objection(Service service, String unit) {
    Http http = service.http();
    if (http == null) {
      return Optional.empty();
    }
    int port = http.internalPort();
    return switch (owners.owner(port, group(unit), 0)) {
      case PortOwners.Owner.Nobody(), PortOwners.Owner.Group() -> Optional.empty();
      case PortOwners.Owner.Other(Holder holder) ->
          Optional.of(PortCheck.taken(port, holder.toString(), unit));
      case PortOwners.Owner.Unseen() ->
          Optional.of(
              PortCheck.taken(
                  port, "a process that this host does not show (in a container?)", unit));
    };
  }

  /// Empty where the unit does not run: then whoever listens is a stranger.
  private String group(String unit) {
    try {
      return units.status(unit).controlGroup();
    } catch (HostException _) {
      return "";
    }
  }
}
