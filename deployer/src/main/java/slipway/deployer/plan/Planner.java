package slipway.deployer.plan;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import slipway.manifest.Service;
import slipway.unit.Instance;
import slipway.unit.UnitContext;

/// Decides what a pass does. Level-triggered: it compares what should be with what is, whatever
/// happened in between, so a new deploy, drift and the rest of an interrupted pass look the same. A
/// failed release is not an event either: once recorded, the next plan leads back from it.
public final class Planner {
  private final UnitContext units;

  public Planner(UnitContext units) {
    this.units = units;
  }

  /// The names of every unit that a plan for these services asks about.
  public static Set<String> unitNames(Collection<Service> services) {
    Set<String> names = new HashSet<>();
    for (Service service : services) {
      Instance.all(service).forEach(instance -> names.addAll(instance.units()));
    }
    return names;
  }

  /// The plan that makes the host run `desired` and nothing else of ours.
  ///
  /// @param held services whose wanted release was found unable to start in this pass, and those
  ///   that should be removed and may not be
  public Plan converge(
      Collection<Candidate> desired,
      Set<String> held,
      HostState state,
      Observed observed,
      Instant now) {
    SortedMap<String, Target> targets = new TreeMap<>();
    for (Candidate candidate : desired) {
      String name = candidate.service().name();
      targets.put(name, Target.of(candidate, state.service(name), held.contains(name), now));
    }
    Steps steps = new Steps();
    OwnFiles files = new OwnFiles(observed);
    Removal removal = new Removal(observed, files, steps);
    Set<String> others = known(state, observed, files);
    targets.keySet().forEach(others::remove);
    for (String service : held) {
      Release running = state.service(service).running();
      if (others.contains(service) && running != null && state.service(service).works(running)) {
        targets.put(service, new Target.Run(running, Target.Reason.HELD));
        others.remove(service);
      }
    }
    Map<Integer, String> ports = ports(targets.values());
    for (String service : new TreeSet<>(others)) {
      removal.add(service, state.service(service), true, ports.keySet());
    }
    Grounds grounds = new Grounds(new Renderings(units), observed, files, ports, now, steps);
    targets.forEach((name, target) -> {
      switch (target) {
        case Target.Run run -> new ServiceSteps(grounds, run, state.service(name)).add();
        case Target.Nothing(Failure _) ->
            removal.add(name, state.service(name), false, ports.keySet());
      }
    });
    return steps.inOrder();
  }

  /// The plan that starts again what ran before a reboot. It needs neither the bucket nor the
  /// manifest, changes no release and removes nothing.
  public Plan bringBack(HostState state, Observed observed, Instant now) {
    Steps steps = new Steps();
    Observed known = withoutAbsentProxy(observed);
    Grounds grounds =
        new Grounds(new Renderings(units), known, new OwnFiles(known), Map.of(), now, steps);
    for (ServiceRecord record : state.services().values()) {
      Release running = record.running();
      if (running != null) {
        new ServiceSteps(grounds, new Target.Run(running, Target.Reason.WANTED), record).add();
      }
    }
    steps.copies.clear();
    steps.deletes.clear();
    steps.drops.clear();
    return steps.inOrder();
  }

  private static Set<String> known(HostState state, Observed observed, OwnFiles files) {
    Set<String> known = new HashSet<>(state.services().keySet());
    known.addAll(files.services());
    known.addAll(observed.profiles().keySet());
    known.addAll(observed.profileReleases().keySet());
    known.addAll(observed.roots().keySet());
    known.addAll(observed.standby());
    if (observed.routes() instanceof RouteTable.Known(var routes)) {
      known.addAll(routes.keySet());
    }
    return known;
  }

  /// Which service is to have which port.
  private static Map<Integer, String> ports(Collection<Target> targets) {
    Map<Integer, String> ports = new HashMap<>();
    for (Target target : targets) {
      if (target instanceof Target.Run(Release release, Target.Reason _)) {
        for (Instance instance : Instance.all(release.service())) {
          Integer port = instance.listensOn();
          if (port != null) {
            ports.put(port, release.service().name());
          }
        }
      }
    }
    return ports;
  }

  /// Early in a boot the proxy need not be up; its routes are the next pass's business.
  private static Observed withoutAbsentProxy(Observed observed) {
    return observed.routes() instanceof RouteTable.Unavailable
        ? new Observed(
            observed.units(),
            observed.profiles(),
            observed.profileReleases(),
            observed.roots(),
            observed.present(),
            new RouteTable.NotUsed(),
            observed.standby())
        : observed;
  }
}
