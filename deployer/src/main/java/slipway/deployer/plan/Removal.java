package slipway.deployer.plan;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import slipway.deployer.plan.Action.DeleteUnit;
import slipway.deployer.plan.Action.DropRoot;
import slipway.deployer.plan.Action.Forget;
import slipway.deployer.plan.Action.Point;
import slipway.deployer.plan.Action.RecordStopped;
import slipway.deployer.plan.Action.RemoveProfile;
import slipway.deployer.plan.Action.StopUnit;
import slipway.deployer.plan.Plan.Obstacle;
import slipway.unit.Instance;

/// The steps that leave nothing of a service: route, process, unit, profile, roots, record.
final class Removal {
  private final Observed observed;
  private final OwnFiles files;
  private final Steps steps;

  Removal(Observed observed, OwnFiles files, Steps steps) {
    this.observed = observed;
    this.files = files;
    this.steps = steps;
  }

  /// @param portsWanted by services that are about to start: a service that holds one of them goes
  ///   first
  void add(String service, ServiceRecord known, boolean forget, Set<Integer> portsWanted) {
    boolean hadRoute = known.running() != null && known.running().service().http() != null;
    if (observed.routes() instanceof RouteTable.Unavailable(String reason) && hadRoute && forget) {
      steps.obstacles.add(
          new Obstacle(service, "not removed yet, because its route must go first: " + reason));
      return;
    }
    List<String> notOurs = files.of(service).stream().filter(this::runsUntouchably).toList();
    for (String unit : notOurs) {
      steps.obstacles.add(
          new Obstacle(
              service,
              "not removed yet, because %s still runs, and %s; or end it by `systemctl stop %s`"
                  .formatted(
                      unit, Hands.off(unit, observed.unit(unit).loaded()).orElseThrow(), unit)));
    }
    if (!notOurs.isEmpty()) {
      return;
    }
    boolean early = holdsOneOf(known, portsWanted);
    if (observed.routes() instanceof RouteTable.Known(var routes) && routes.containsKey(service)) {
      (early ? steps.earlyRouteDrops : steps.routeDrops).add(service);
    }
    files
        .of(service)
        .forEach(unit -> {
          if (observed.unit(unit).isOursAndRuns()) {
            (early ? steps.earlyStops : steps.stops).add(new StopUnit(service, unit));
          }
          steps.deletes.add(new DeleteUnit(service, unit));
        });
    if (observed.standby().contains(service)) {
      steps.points.add(new Point(service, Side.INTERNAL));
    }
    if (observed.profiles().containsKey(service)
        || observed.profileReleases().containsKey(service)) {
      steps.drops.add(new RemoveProfile(service));
    }
    observed.roots().getOrDefault(service, Set.of()).stream()
        .sorted()
        .forEach(path -> steps.drops.add(new DropRoot(service, path)));
    if (forget && !known.equals(ServiceRecord.NONE)) {
      steps.drops.add(new Forget(service));
    } else if (known.running() != null) {
      steps.drops.add(new RecordStopped(service));
    }
  }

  /// What runs may be our process, which needs its closure, and we may not stop it.
  private boolean runsUntouchably(String unit) {
    ObservedUnit found = observed.unit(unit);
    return Hands.off(unit, found.loaded()).isPresent() && found.runs();
  }

  private static boolean holdsOneOf(ServiceRecord known, Set<Integer> ports) {
    return Stream.of(
            known.instance(), known.draining() == null ? null : known.draining().instance())
        .filter(Objects::nonNull)
        .map(Instance::listensOn)
        .anyMatch(port -> port != null && ports.contains(port));
  }
}
