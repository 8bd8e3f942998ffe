package slipway.deployer.health;

import java.time.Duration;
import slipway.deployer.reconcile.UnitStatus;

/// Whoever listens on the port belongs to the unit, so that no stranger's answers are taken for the
/// service's.
final class PortCheck implements Check {
  /// A stranger may just be ending: another service that leaves the port in the same pass.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final PortOwners owners;
  private final Ticker ticker;
  private final String unit;
  private final int port;
  private final Duration start;

  PortCheck(PortOwners owners, Ticker ticker, String unit, int port) {
    this.owners = owners;
    this.ticker = ticker;
    this.unit = unit;
    this.port = port;
    this.start = ticker.now();
  }

  @Override
  public Finding look(UnitStatus status) {
    return switch (owners.owner(port, status.controlGroup(), status.mainPid())) {
      case PortOwners.Owner.Group() -> new Finding.Good();
      case PortOwners.Owner.Nobody() -> new Finding.NotYet("nothing listens on 127.0.0.1:" + port);
      case PortOwners.Owner.Other(Holder holder) -> stranger(holder.toString());
      case PortOwners.Owner.Unseen() ->
          stranger("a process that this host does not show (in a container?)");
    };
  }

  private Finding stranger(String who) {
    String reason = taken(port, who, unit);
    return ticker.now().minus(start).compareTo(PATIENCE) < 0
        ? new Finding.NotYet(reason)
        : new Finding.Broken(reason);
  }

  static String taken(int port, String who, String unit) {
    return "port "
        + port
        + " is held by "
        + who
        + ", not by "
        + unit
        + "; stop that process or choose another internalPort";
  }
}
