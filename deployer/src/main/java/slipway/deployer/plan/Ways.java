package slipway.deployer.plan;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.Action.StartRelease.How;
import slipway.deployer.plan.ObservedUnit.Activity;
import slipway.deployer.plan.ObservedUnit.Loaded;
import slipway.unit.Instance;
import slipway.unit.UnitFile;

/// Chooses how each service gets to the release that it should run: in place, or by a move to
/// another instance where the service has two or had.
///
/// A move stays on the side of the instance before unless that one has the port there. So while the
/// route already has the new ports and the pointer is still the old one, visitors reach one of the
/// two, and never a port that nothing listens on.
final class Ways {
  private final Renderings units;
  private final Observed observed;

  Ways(Grounds grounds) {
    this.units = grounds.units();
    this.observed = grounds.observed();
  }

  Way of(Release target, ServiceRecord known) {
    Draining draining = known.draining();
    if (draining != null
        && draining.release().fingerprint().equals(target.fingerprint())
        && drains(draining)) {
      // It was healthy when visitors left it, and has been running since.
      return new Way(draining.instance(), null, true);
    }
    Way way = target.service().isBlueGreen() ? toEither(target, known) : toOnly(target, known);
    return new Sockets(units, observed).with(way, known);
  }

  /// Whether the instance that visitors left is still what they left.
  boolean drains(Draining draining) {
    return isUp(draining.instance()) && isAsWritten(draining.instance());
  }

  private Way toOnly(Release target, ServiceRecord known) {
    Instance only = Instance.first(target.service());
    Instance before = known.instance();
    return before == null || before.port() == null
        ? new Way(only, change(target, only, known), false)
        : new Way(only, anew(only), !before.port().equals(only.listensOn()));
  }

  private Way toEither(Release target, ServiceRecord known) {
    Instance here = here(target, known).orElse(null);
    if (here != null && isUp(here)) {
      How how = change(target, here, known);
      if (how == null || how == How.CONFIRM) {
        return new Way(here, how, how != null);
      }
    } else if (here != null && known.runs(target)) {
      return new Way(here, How.START, false);
    }
    Instance free = free(target, known);
    return new Way(free, anew(free), true);
  }

  /// Where visitors are, if the target has an instance there.
  private Optional<Instance> here(Release target, ServiceRecord known) {
    Instance before = known.instance();
    if (before == null) {
      // Nothing is remembered of what runs.
      return Optional.of(observed.side(target.service().name()).of(target.service()))
          .filter(this::isUp);
    }
    return Instance.all(target.service()).stream()
        .filter(instance -> instance.programUnit().equals(before.programUnit()))
        .findFirst();
  }

  private Instance free(Release target, ServiceRecord known) {
    Instance before = known.instance();
    Side side = before == null ? observed.side(target.service().name()) : Side.of(before);
    Integer taken =
        before == null
            ? here(target, known).map(Instance::listensOn).orElse(null)
            : isUp(before) ? before.listensOn() : null;
    Instance free = side.of(target.service());
    return taken != null && taken.equals(free.port()) ? side.other().of(target.service()) : free;
  }

  private How anew(Instance instance) {
    return isUp(instance) ? How.RESTART : How.START;
  }

  /// What has to be done to the unit of an instance that stays, null where it runs as it should.
  private @Nullable How change(Release target, Instance instance, ServiceRecord known) {
    if (!isUp(instance)) {
      return How.START;
    }
    ObservedUnit unit = observed.unit(instance.mainUnit());
    boolean asWritten = isAsWritten(instance);
    Instance before = known.instance();
    if (before == null) {
      // Nothing is remembered of what runs; where it was started from this very file, it stays.
      return asWritten && unit.loaded() instanceof Loaded.Ours && !unit.stale()
          ? How.CONFIRM
          : How.RESTART;
    }
    if (unit.written() != null && !asWritten) {
      return How.RESTART;
    }
    if (!isSame(before, instance, target, known)) {
      return How.RESTART;
    }
    return switch (known.phase()) {
      case STARTING -> How.RESTART;
      case STARTED ->
          known.runs(target) && known.hasFailed(target.fingerprint()) ? null : How.CONFIRM;
      case CONFIRMED -> known.runs(target) ? null : How.CONFIRM;
    };
  }

  /// Whether what runs has the units that it should have. Of one release they are the same.
  private boolean isSame(Instance before, Instance instance, Release target, ServiceRecord known) {
    return (known.runs(target) && before.isPlaceOf(instance))
        || units.of(before).equals(units.of(instance));
  }

  private boolean isUp(Instance instance) {
    Activity activity = observed.unit(instance.mainUnit()).activity();
    return activity == Activity.ACTIVE || activity == Activity.STARTING;
  }

  private boolean isAsWritten(Instance instance) {
    String main = instance.mainUnit();
    String written = observed.unit(main).written();
    for (UnitFile file : units.of(instance)) {
      if (file.name().equals(main)) {
        return file.content().equals(written);
      }
    }
    return false;
  }
}
