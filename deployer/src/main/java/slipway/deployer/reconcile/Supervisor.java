package slipway.deployer.reconcile;

/// Who watches over the daemon: systemd, or nobody.
public interface Supervisor {
  /// The daemon has begun its work.
  void ready();

  /// One line for people.
  void status(String line);

  void stopping();
}
