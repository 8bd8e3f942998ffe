package slipway.deployer.plan;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.Action.DeleteUnit;
import slipway.deployer.plan.Action.RecordDrained;
import slipway.deployer.plan.Action.StopUnit;
import slipway.manifest.StorePath;
import slipway.unit.Instance;
import slipway.unit.UnitFile;

/// What goes of a service that stays: the instance that visitors left once its time is over, one
/// whose port somebody is to have, and whatever else of ours is there under its name.
final class Departures {
  private final Grounds grounds;
  private final Way way;
  private final String service;
  private final @Nullable Instance before;
  private final @Nullable Draining draining;
  private final boolean drains;

  /// Whether `before` has time to finish what it was asked.
  private final boolean leaves;

  /// @param settled whether visitors certainly reach the instance of `way`
  Departures(Grounds grounds, Way way, ServiceRecord known, boolean settled) {
    this.grounds = grounds;
    this.way = way;
    this.service = way.instance().service().name();
    this.before = known.instance();
    this.draining = known.draining();
    this.leaves = way.moves() && Draining.follows(before, way.instance());
    this.drains =
        draining != null
            && new Ways(grounds).drains(draining)
            && !mustLeave(draining.instance())
            && !isReplaced(draining.instance())
            && !(settled && draining.isOver(grounds.now()));
  }

  /// The closures of instances that go on beside the one of `way`.
  Set<StorePath> needed() {
    Set<StorePath> needed = new TreeSet<>();
    if (drains && draining != null) {
      needed.add(draining.release().service().storePath());
    }
    if (leaves && before != null) {
      needed.add(before.service().storePath());
    }
    return needed;
  }

  /// @param wanted the units that the service is to have
  void add(Set<String> wanted) {
    Set<String> early = new LinkedHashSet<>();
    if (before != null && leavesFirst(before)) {
      grounds.dropRouteEarly(service);
      early.addAll(Sockets.units(before));
    }
    if (draining != null && !drains && mustLeave(draining.instance())) {
      early.addAll(Sockets.units(draining.instance()));
    }
    early.stream()
        .filter(this::isUp)
        .forEach(unit -> grounds.steps().earlyStops.add(new StopUnit(service, unit)));
    Set<String> kept = new HashSet<>(wanted);
    if (drains && draining != null) {
      kept.addAll(units(draining.instance()));
    }
    if (leaves && before != null) {
      kept.addAll(units(before));
    }
    grounds.files().of(service).stream()
        .filter(unit -> !kept.contains(unit))
        .forEach(unit -> {
          if (!early.contains(unit) && isUp(unit)) {
            grounds.steps().stops.add(new StopUnit(service, unit));
          }
          grounds.steps().deletes.add(new DeleteUnit(service, unit));
        });
    if (draining != null && !drains) {
      grounds.steps().drops.add(new RecordDrained(service, draining));
    }
  }

  /// Whether what runs has to end before the other can start: it has its place, or its port.
  private boolean leavesFirst(Instance running) {
    return grounds.isForAnother(running.listensOn(), service)
        || (!way.moves() && !running.isPlaceOf(way.instance()));
  }

  /// Whether the port, or the unit, of an instance that visitors left is to be another's.
  private boolean mustLeave(Instance left) {
    Integer port = left.listensOn();
    return grounds.isForAnother(port, service)
        || (way.how() != null && port != null && port.equals(way.instance().listensOn()))
        || (way.how() != null && units(way.instance()).contains(left.mainUnit()));
  }

  /// Whether another instance is left now: only one is remembered.
  private boolean isReplaced(Instance left) {
    return way.leaves(before) && !left.isPlaceOf(way.instance());
  }

  private boolean isUp(String unit) {
    return grounds.observed().unit(unit).isOursAndRuns();
  }

  private Set<String> units(Instance instance) {
    Set<String> names = new HashSet<>();
    for (UnitFile file : grounds.units().of(instance)) {
      names.add(file.name());
    }
    return names;
  }
}
