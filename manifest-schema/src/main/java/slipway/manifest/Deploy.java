package slipway.manifest;

/// How a host changes from one release to the next.
///
/// @param autoRollback whether an unhealthy release gives way to the previous one
/// @param drainSec seconds that a replaced blue-green instance keeps running
/// @param keep releases kept for rollback, the current one included; at least 1
public record Deploy(boolean autoRollback, int drainSec, int keep) {
  public static final Deploy DEFAULT = new Deploy(true, 10, 5);
}
