package slipway.deployer.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import slipway.deployer.plan.Action.AddRoot;
import slipway.deployer.plan.Action.CheckRelease;
import slipway.deployer.plan.Action.DropRoot;
import slipway.deployer.plan.Action.Point;
import slipway.deployer.plan.Action.PruneProfile;
import slipway.deployer.plan.Action.Serve;
import slipway.deployer.plan.Action.SetProfile;
import slipway.deployer.plan.Action.StartRelease;
import slipway.deployer.plan.Action.StartRelease.How;
import slipway.deployer.plan.Action.StartRelease.Purpose;
import slipway.deployer.plan.Action.WriteUnit;
import slipway.deployer.plan.ObservedUnit.Activity;
import slipway.deployer.plan.ObservedUnit.Loaded;
import slipway.manifest.Service;
import slipway.manifest.StorePath;
import slipway.unit.Instance;
import slipway.unit.UnitFile;

/// The steps that bring one service to the release it should run.
final class ServiceSteps {
  private final Grounds grounds;
  private final Observed observed;
  private final Steps steps;
  private final Target.Run run;
  private final Release target;
  private final Service service;
  private final ServiceRecord known;
  private final Way way;
  private final Side side;
  private final Departures departures;

  /// What is to be kept of the store for this service.
  private final Set<StorePath> wanted;

  ServiceSteps(Grounds grounds, Target.Run run, ServiceRecord known) {
    this.grounds = grounds;
    this.observed = grounds.observed();
    this.steps = grounds.steps();
    this.run = run;
    this.target = run.release();
    this.service = target.service();
    this.known = known;
    this.way = new Ways(grounds).of(target, known);
    this.side = Side.of(way.instance());
    boolean settled = !way.leaves(known.instance()) && isRoutedSoon();
    this.departures = new Departures(grounds, way, known, settled);
    this.wanted = wanted(departures, known, target);
  }

  void add() {
    List<UnitFile> files = grounds.units().of(way.instance());
    Set<String> names = new HashSet<>();
    files.forEach(file -> names.add(file.name()));
    if (grounds.isRefused(service, names)
        || (way.how() != null && leftAlone())
        || (way.moves() && cannotChangePorts())) {
      return;
    }
    closure();
    pointEarly();
    departures.add(names);
    units(files);
    if (way.how() == null) {
      tellOfRestarts();
    } else {
      start(way.how());
    }
    if (way.moves()) {
      steps.serves.add(new Serve(target, way.instance()));
    }
    route();
    point();
    if (run.reason() != Target.Reason.HELD) {
      dropOld();
    }
  }

  /// Whether, unless a step of this plan fails before, the route is as it should be.
  private boolean isRoutedSoon() {
    return switch (observed.routes()) {
      case RouteTable.NotUsed() -> true;
      case RouteTable.Unavailable(String _) -> false;
      case RouteTable.Known(var _) -> grounds.isRouted(service) || works();
    };
  }

  private boolean works() {
    return way.changes() || known.works(target);
  }

  /// Whether something keeps undoing what works here, so that it is told of and not fought. After a
  /// reboot the unit is not loaded, and no reboot is a reason to leave a service down.
  private boolean leftAlone() {
    Instance running = known.instance();
    if (running == null
        || !known.works(target)
        || !(observed.unit(running.mainUnit()).loaded() instanceof Loaded.Ours)) {
      return false;
    }
    Optional<String> reason = Hands.off(running, known, grounds.now());
    reason.ifPresent(text -> grounds.obstacle(service, text));
    return reason.isPresent();
  }

  /// A route with other ports and a pointer that is moved are two changes: visitors would be led to
  /// a port that nothing listens on for as long as only one of them can be made.
  private boolean cannotChangePorts() {
    Instance before = known.instance();
    if (before == null || !(observed.routes() instanceof RouteTable.Unavailable(String reason))) {
      return false;
    }
    Route old = Route.of(before.service()).orElse(null);
    Route wanted = Route.of(service).orElse(null);
    boolean changes = old != null && wanted != null && !old.hasPortsOf(wanted);
    if (changes) {
      grounds.obstacle(service, "its ports are not changed while its route cannot be: " + reason);
    }
    return changes;
  }

  /// systemd is at it, and one more start would only reset its own limit.
  private void tellOfRestarts() {
    String main = way.instance().mainUnit();
    ObservedUnit unit = observed.unit(main);
    if (known.works(target) && unit.activity() == Activity.STARTING && unit.restarts() > 0) {
      grounds.obstacle(
          service,
          "%s does not stay up: systemd has restarted it %d times and is at it again; see `journalctl -u %s` and push a release that works"
              .formatted(main, unit.restarts(), main));
    }
  }

  private void closure() {
    StorePath path = service.storePath();
    Set<StorePath> rooted = observed.roots().getOrDefault(service.name(), Set.of());
    for (StorePath kept : wanted) {
      if (!rooted.contains(kept)) {
        steps.roots.add(new AddRoot(service.name(), kept));
      }
    }
    if (!observed.present().contains(path)) {
      steps.copies.put(service.name(), path);
    }
    if (!path.equals(observed.profiles().get(service.name()))) {
      steps.profiles.add(new SetProfile(service.name(), path));
    }
  }

  /// A move begins with every visitor at the instance that is to be left: a pass may have ended
  /// before it pointed there, and what they reach meanwhile is about to be replaced.
  private void pointEarly() {
    Instance before = known.instance();
    if (way.moves()
        && before != null
        && observed.side(service.name()) != Side.of(before)
        && (before.port() == null || grounds.isRouted(before.service()))) {
      steps.earlyPoints.add(new Point(service.name(), Side.of(before)));
    }
  }

  /// A route that changes and a pointer that moves are two steps: in between visitors must reach
  /// one of the two instances, and not a port that nothing listens on.
  private void point() {
    if (observed.side(service.name()) == side) {
      return;
    }
    Point point = new Point(service.name(), side);
    Optional<Route> found = grounds.route(service.name());
    Optional<Route> wanted = Route.of(service);
    if (grounds.hasNoRoute(service.name())) {
      steps.earlyPoints.add(point);
    } else if (found.isPresent()
        && wanted.isPresent()
        && !isAlive(wanted.get().port(observed.side(service.name())))) {
      steps.pointsBeforeRoutes.add(point);
    } else {
      steps.points.add(point);
    }
  }

  private boolean isAlive(Integer port) {
    Draining draining = known.draining();
    return Stream.of(
            way.instance(), known.instance(), draining == null ? null : draining.instance())
        .filter(Objects::nonNull)
        .anyMatch(instance -> port.equals(instance.listensOn()));
  }

  private void units(List<UnitFile> files) {
    for (UnitFile file : files) {
      ObservedUnit found = observed.unit(file.name());
      boolean written = file.content().equals(found.written());
      if (!written) {
        steps.writes.add(new WriteUnit(service.name(), file));
      }
      if (!written || found.stale() || !(found.loaded() instanceof Loaded.Ours)) {
        steps.loads.put(file.name(), service.name());
      }
    }
  }

  private void start(How how) {
    Purpose purpose =
        known.works(target)
            ? Purpose.REPAIR
            : run.reason() == Target.Reason.FALLBACK ? Purpose.RETURN : Purpose.DEPLOY;
    if (how != How.CONFIRM) {
      steps.checks.add(new CheckRelease(target, way.instance()));
    }
    steps.starts.add(new StartRelease(target, way.instance(), how, purpose, way.moves(), 0));
  }

  private void route() {
    switch (observed.routes()) {
      case RouteTable.NotUsed() -> {}
      case RouteTable.Unavailable(String reason) -> {
        if (service.http() != null) {
          grounds.obstacle(service, reason);
        }
      }
      case RouteTable.Known(var routes) -> {
        Route wanted = Route.of(service).orElse(null);
        if (wanted == null) {
          if (routes.containsKey(service.name())) {
            steps.routeDrops.add(service.name());
          }
        } else if (works() && !wanted.equals(routes.get(service.name()))) {
          steps.routePuts.add(wanted);
        }
      }
    }
  }

  private void dropOld() {
    Set<StorePath> dropped = new TreeSet<>(observed.roots().getOrDefault(service.name(), Set.of()));
    dropped.removeAll(wanted);
    dropped.forEach(path -> steps.drops.add(new DropRoot(service.name(), path)));
    if (!wanted.containsAll(observed.profileReleases().getOrDefault(service.name(), Set.of()))) {
      steps.drops.addFirst(new PruneProfile(service.name(), new TreeSet<>(wanted)));
    }
  }

  private static Set<StorePath> wanted(Departures departures, ServiceRecord known, Release target) {
    Set<StorePath> wanted = new TreeSet<>(departures.needed());
    for (Release release : known.goodWith(target)) {
      wanted.add(release.service().storePath());
    }
    return wanted;
  }
}
