package slipway.deployer.systemd;

/// The connection broke while something was still to come through it. Only `SystemdBus` sees it.
final class ConnectionLost extends RuntimeException {
  private static final long serialVersionUID = 1;

  ConnectionLost() {
    super("the connection to systemd broke");
  }
}
