package slipway.deployer.plan;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import slipway.deployer.plan.ObservedUnit.Loaded;
import slipway.unit.Instance;

/// What people do to a host by hand and we respect, in sentences that say how to undo it.
public final class Hands {
  private Hands() {}

  /// Why a unit is not ours to touch; empty where it is.
  static Optional<String> off(String unit, Loaded loaded) {
    return switch (loaded) {
      case Loaded.Ours() -> Optional.empty();
      case Loaded.Absent() -> Optional.empty();
      case Loaded.Foreign(String path) ->
          Optional.of(
              "the unit %s exists already at %s and was not written by Slipway; rename the service or remove that unit"
                  .formatted(unit, path));
      case Loaded.Masked(boolean untilBoot) ->
          Optional.of(
              "the unit %s is masked on this host; `systemctl unmask %s%s` lets Slipway run it"
                  .formatted(unit, untilBoot ? "--runtime " : "", unit));
    };
  }

  /// Why a service that works and does not run is not started again; empty where it may be.
  public static Optional<String> off(Instance instance, ServiceRecord known, Instant now) {
    String main = instance.mainUnit();
    return known
        .repairs()
        .usedUpUntil(now)
        .map(until ->
            "%s had to be started again %d times within %d minutes and is left alone until %s; see `journalctl -u %s` for who stops it, then `slipway-deployer retry %s` starts it at once"
                .formatted(
                    main,
                    Repairs.MOST,
                    Repairs.WINDOW.toMinutes(),
                    until.truncatedTo(ChronoUnit.SECONDS),
                    main,
                    instance.service().name()));
  }
}
