package slipway.deployer.reconcile;

/// The host or something on it said no. The message is for people: it names the object, what was
/// found, what was wanted and what to do next.
public final class HostException extends Exception {
  private static final long serialVersionUID = 1;

  public HostException(String message) {
    super(message);
  }

  public HostException(String message, Throwable cause) {
    super(message, cause);
  }
}
