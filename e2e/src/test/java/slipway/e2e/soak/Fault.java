package slipway.e2e.soak;

import java.util.Set;

/// Something that goes wrong on the host or around it, and ends.
sealed interface Fault {
  /// All that fails is the change itself, where it is one that has to.
  record None() implements Fault {}

  /// @param status of every answer of the bucket to the host
  record BucketErrors(int status) implements Fault {}

  record BucketHangs() implements Fault {}

  /// Nobody can push either.
  record BucketAway() implements Fault {}

  record CaddyRestarted() implements Fault {}

  /// With the configuration of its file, which has none of our routes.
  record CaddyReloaded() implements Fault {}

  record ServiceStopped(String service) implements Fault {}

  record ServiceKilled(String service) implements Fault {}

  record UnitEdited(String service) implements Fault {}

  record UnitMasked(String service) implements Fault {}

  /// @param children whether what it started goes with it
  record DeployerKilled(boolean children) implements Fault {}

  record NixDaemonStopped() implements Fault {}

  /// While a change is on its way.
  record GarbageCollected() implements Fault {}

  record DiskFull() implements Fault {}

  record Reboot(boolean hard) implements Fault {}

  default String kind() {
    return getClass().getSimpleName();
  }

  /// Of these services, those whose outage is the fault's own doing and not the host's.
  default Set<String> explains(Set<String> services) {
    return switch (this) {
      case CaddyRestarted(), CaddyReloaded(), Reboot(boolean _) -> services;
      case ServiceStopped(String service) -> Set.of(service);
      case ServiceKilled(String service) -> Set.of(service);
      case UnitEdited(String service) -> Set.of(service);
      case None(),
          BucketErrors(int _),
          BucketHangs(),
          BucketAway(),
          UnitMasked(String _),
          DeployerKilled(boolean _),
          NixDaemonStopped(),
          GarbageCollected(),
          DiskFull() ->
          Set.of();
    };
  }

  /// Whether a push reaches the bucket meanwhile.
  default boolean letsPush() {
    return !(this instanceof BucketAway || this instanceof Reboot || this instanceof DiskFull);
  }
}
