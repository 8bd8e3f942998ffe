package slipway.deployer.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import slipway.deployer.plan.Action.CopyClosures;
import slipway.deployer.plan.Action.LoadUnits;
import slipway.deployer.plan.Action.StartRelease;
import slipway.deployer.plan.Action.UpdateRoutes;
import slipway.deployer.plan.Plan.Obstacle;
import slipway.manifest.StorePath;

/// Collects the steps of all services and puts them in the one safe order: every closure is on disk
/// and rooted before a unit is touched, a route moves only to what was started before it, what goes
/// is stopped only after its route went, and a root is dropped last. A profile follows what works,
/// so a release that fails never enters it.
///
/// Which instance serves is recorded before the route and the pointer say so: a pass that ends in
/// between leaves the one before to the visitors, and the next pass knows better than to touch
/// either.
final class Steps {
  final List<Action> roots = new ArrayList<>();
  final SortedMap<String, StorePath> copies = new TreeMap<>();
  final List<Action> earlyPoints = new ArrayList<>();
  final SortedSet<String> earlyRouteDrops = new TreeSet<>();
  final List<Action> earlyStops = new ArrayList<>();
  final List<Action> checks = new ArrayList<>();
  final List<Action> writes = new ArrayList<>();
  final SortedMap<String, String> loads = new TreeMap<>();
  final List<StartRelease> starts = new ArrayList<>();
  final List<Action> serves = new ArrayList<>();
  final List<Route> routePuts = new ArrayList<>();
  final SortedSet<String> routeDrops = new TreeSet<>();
  final List<Action> pointsBeforeRoutes = new ArrayList<>();
  final List<Action> points = new ArrayList<>();
  final List<Action> profiles = new ArrayList<>();
  final List<Action> stops = new ArrayList<>();
  final List<Action> deletes = new ArrayList<>();
  final List<Action> drops = new ArrayList<>();
  final List<Obstacle> obstacles = new ArrayList<>();

  Plan inOrder() {
    List<Action> all = new ArrayList<>(roots);
    if (!copies.isEmpty()) {
      all.add(new CopyClosures(copies));
    }
    all.addAll(earlyPoints);
    if (!earlyRouteDrops.isEmpty()) {
      all.add(new UpdateRoutes(List.of(), earlyRouteDrops));
    }
    all.addAll(earlyStops);
    all.addAll(checks);
    all.addAll(writes);
    if (!loads.isEmpty()) {
      all.add(new LoadUnits(loads));
    }
    all.addAll(Waves.order(starts));
    all.addAll(serves);
    all.addAll(pointsBeforeRoutes);
    if (!routePuts.isEmpty() || !routeDrops.isEmpty()) {
      all.add(new UpdateRoutes(routePuts, routeDrops));
    }
    all.addAll(points);
    all.addAll(profiles);
    all.addAll(stops);
    all.addAll(deletes);
    if (!deletes.isEmpty()) {
      all.add(new LoadUnits(new TreeMap<>()));
    }
    all.addAll(drops);
    return new Plan(all, obstacles);
  }
}
