package slipway.deployer.plan;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.Action.AddRoot;
import slipway.deployer.plan.Action.CheckRelease;
import slipway.deployer.plan.Action.DeleteUnit;
import slipway.deployer.plan.Action.DropRoot;
import slipway.deployer.plan.Action.PruneProfile;
import slipway.deployer.plan.Action.SetProfile;
import slipway.deployer.plan.Action.StartRelease;
import slipway.deployer.plan.Action.StartRelease.How;
import slipway.deployer.plan.Action.StartRelease.Purpose;
import slipway.deployer.plan.Action.StopUnit;
import slipway.deployer.plan.Action.WriteUnit;
import slipway.deployer.plan.ObservedUnit.Activity;
import slipway.deployer.plan.ObservedUnit.Loaded;
import slipway.deployer.plan.Plan.Obstacle;
import slipway.manifest.Http;
import slipway.manifest.Service;
import slipway.manifest.StorePath;
import slipway.unit.UnitContext;
import slipway.unit.UnitFile;
import slipway.unit.UnitRenderer;

/// The steps that bring one service to the release it should run.
final class ServiceSteps {
  private final UnitContext context;
  private final Observed observed;
  private final Map<Integer, String> ports;
  private final Instant now;
  private final Steps steps;

  /// @param ports which service is to have which port
  ServiceSteps(
      UnitContext context,
      Observed observed,
      Map<Integer, String> ports,
      Instant now,
      Steps steps) {
    this.context = context;
    this.observed = observed;
    this.ports = ports;
    this.now = now;
    this.steps = steps;
  }

  void add(Target.Run run, ServiceRecord known) {
    Release target = run.release();
    List<UnitFile> files = UnitRenderer.render(target.service(), context);
    for (UnitFile file : files) {
      if (refused(target.service().name(), file.name())) {
        return;
      }
    }
    @Nullable How how = start(target, known);
    if (how != null && leftAlone(target, known)) {
      return;
    }
    closure(target, known);
    giveUpPort(target, known);
    units(target, known, files);
    if (how == null) {
      tellOfRestarts(target, known);
    } else {
      start(run, known, how);
    }
    route(target, known, how);
    if (run.reason() != Target.Reason.HELD) {
      dropOld(target, known);
    }
  }

  private boolean refused(String service, String unit) {
    Optional<String> reason = Hands.off(unit, observed.unit(unit).loaded());
    reason.ifPresent(text -> steps.obstacles.add(new Obstacle(service, text)));
    return reason.isPresent();
  }

  /// Whether something keeps undoing what works here, so that it is told of and not fought. After a
  /// reboot the unit is not loaded, and no reboot is a reason to leave a service down.
  private boolean leftAlone(Release target, ServiceRecord known) {
    String main = UnitRenderer.mainUnit(target.service());
    if (!known.works(target) || !(observed.unit(main).loaded() instanceof Loaded.Ours)) {
      return false;
    }
    Optional<String> reason = Hands.off(target.service(), known, now);
    reason.ifPresent(text -> steps.obstacles.add(new Obstacle(target.service().name(), text)));
    return reason.isPresent();
  }

  /// systemd is at it, and one more start would only reset its own limit.
  private void tellOfRestarts(Release target, ServiceRecord known) {
    String main = UnitRenderer.mainUnit(target.service());
    ObservedUnit unit = observed.unit(main);
    if (known.works(target) && unit.activity() == Activity.STARTING && unit.restarts() > 0) {
      steps.obstacles.add(
          new Obstacle(
              target.service().name(),
              "%s does not stay up: systemd has restarted it %d times and is at it again; see `journalctl -u %s` and push a release that works"
                  .formatted(main, unit.restarts(), main)));
    }
  }

  /// What has to be done to the unit, null where it runs as it should.
  private @Nullable How start(Release target, ServiceRecord known) {
    String main = UnitRenderer.mainUnit(target.service());
    Activity activity = observed.unit(main).activity();
    boolean running = activity == Activity.ACTIVE || activity == Activity.STARTING;
    if (!running) {
      return How.START;
    }
    ObservedUnit unit = observed.unit(main);
    boolean asWritten =
        UnitRenderer.render(target.service(), context).stream()
            .anyMatch(file -> file.name().equals(main) && file.content().equals(unit.written()));
    Release before = known.running();
    if (before == null) {
      // Nothing is remembered of what runs; where it was started from this very file, it stays.
      return asWritten && unit.loaded() instanceof Loaded.Ours && !unit.stale()
          ? How.CONFIRM
          : How.RESTART;
    }
    if (unit.written() != null && !asWritten) {
      return How.RESTART;
    }
    if (!UnitRenderer.render(before.service(), context)
        .equals(UnitRenderer.render(target.service(), context))) {
      return How.RESTART;
    }
    return switch (known.phase()) {
      case STARTING -> How.RESTART;
      case STARTED ->
          known.runs(target) && known.hasFailed(target.fingerprint()) ? null : How.CONFIRM;
      case CONFIRMED -> known.runs(target) ? null : How.CONFIRM;
    };
  }

  private void closure(Release target, ServiceRecord known) {
    String service = target.service().name();
    StorePath path = target.service().storePath();
    Set<StorePath> rooted = observed.roots().getOrDefault(service, Set.of());
    wanted(target, known).stream()
        .filter(wanted -> !rooted.contains(wanted))
        .forEach(wanted -> steps.roots.add(new AddRoot(service, wanted)));
    if (!observed.present().contains(path)) {
      steps.copies.put(service, path);
    }
    if (!path.equals(observed.profiles().get(service))) {
      steps.profiles.add(new SetProfile(service, path));
    }
  }

  /// A service that moves off a port which another is to have goes before that one starts.
  private void giveUpPort(Release target, ServiceRecord known) {
    Release before = known.running();
    Http now = before == null ? null : before.service().http();
    if (before == null || now == null) {
      return;
    }
    String service = target.service().name();
    if (!ports.getOrDefault(now.internalPort(), service).equals(service)) {
      stopEarly(service, before);
    }
  }

  private void stopEarly(String service, Release before) {
    if (observed.routes() instanceof RouteTable.Known(var routes) && routes.containsKey(service)) {
      steps.earlyRouteDrops.add(service);
    }
    steps.earlyStops.add(new StopUnit(service, UnitRenderer.mainUnit(before.service())));
  }

  private void units(Release target, ServiceRecord known, List<UnitFile> files) {
    String service = target.service().name();
    for (UnitFile file : files) {
      ObservedUnit found = observed.unit(file.name());
      boolean written = file.content().equals(found.written());
      if (!written) {
        steps.writes.add(new WriteUnit(service, file));
      }
      if (!written || found.stale() || !(found.loaded() instanceof Loaded.Ours)) {
        steps.loads.put(file.name(), service);
      }
    }
    Set<String> names = files.stream().map(UnitFile::name).collect(Collectors.toSet());
    Release before = known.running();
    String main = UnitRenderer.mainUnit(target.service());
    if (before != null && !UnitRenderer.mainUnit(before.service()).equals(main)) {
      stopEarly(service, before);
    }
    Removal.ownFiles(observed, service)
        .filter(name -> !names.contains(name))
        .forEach(name -> steps.deletes.add(new DeleteUnit(service, name)));
  }

  private void start(Target.Run run, ServiceRecord known, How how) {
    Release target = run.release();
    Purpose purpose =
        known.works(target)
            ? Purpose.REPAIR
            : run.reason() == Target.Reason.FALLBACK ? Purpose.RETURN : Purpose.DEPLOY;
    String unit = UnitRenderer.mainUnit(target.service());
    if (how != How.CONFIRM) {
      steps.checks.add(new CheckRelease(target, unit));
    }
    steps.starts.add(new StartRelease(target, unit, how, purpose, 0));
  }

  private void route(Release target, ServiceRecord known, @Nullable How how) {
    Service service = target.service();
    boolean works = how != null || known.works(target);
    switch (observed.routes()) {
      case RouteTable.NotUsed() -> {}
      case RouteTable.Unavailable(String reason) -> {
        if (service.http() != null) {
          steps.obstacles.add(new Obstacle(service.name(), reason));
        }
      }
      case RouteTable.Known known_ -> {
        boolean there = known_.routes().containsKey(service.name());
        Http http = service.http();
        if (http == null) {
          if (there) {
            steps.routeDrops.add(service.name());
          }
          return;
        }
        Route wanted =
            new Route(
                service.name(), http.domain(), http.path(), http.internalPort(), http.stripPath());
        if (works && !wanted.equals(known_.routes().get(service.name()))) {
          steps.routePuts.add(wanted);
        }
      }
    }
  }

  private void dropOld(Release target, ServiceRecord known) {
    String service = target.service().name();
    Set<StorePath> wanted = wanted(target, known);
    observed.roots().getOrDefault(service, Set.of()).stream()
        .filter(path -> !wanted.contains(path))
        .sorted()
        .forEach(path -> steps.drops.add(new DropRoot(service, path)));
    if (!wanted.containsAll(observed.profileReleases().getOrDefault(service, Set.of()))) {
      steps.drops.addFirst(new PruneProfile(service, new TreeSet<>(wanted)));
    }
  }

  private static Set<StorePath> wanted(Release target, ServiceRecord known) {
    return known.goodWith(target).stream()
        .map(release -> release.service().storePath())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
