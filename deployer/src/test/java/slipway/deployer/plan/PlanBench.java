package slipway.deployer.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import slipway.deployer.plan.ObservedUnit.Activity;
import slipway.deployer.plan.ObservedUnit.Loaded;
import slipway.manifest.Service;
import slipway.manifest.StorePath;
import slipway.unit.UnitContext;
import slipway.unit.UnitFile;
import slipway.unit.UnitRenderer;

/// A host that runs what it should but for some services, and the plan that brings it there.
public final class PlanBench {
  private static final UnitContext CONTEXT = new UnitContext("slipway");

  private final List<Candidate> wanted = new ArrayList<>();
  private final Map<String, ServiceRecord> records = new TreeMap<>();
  private final Map<String, ObservedUnit> units = new HashMap<>();
  private final Map<String, StorePath> profiles = new HashMap<>();
  private final Map<String, Set<StorePath>> paths = new HashMap<>();
  private final Set<StorePath> present = new HashSet<>();
  private final Map<String, Route> routes = new HashMap<>();
  private final HostState state;
  private final Observed observed;

  /// @param changed of the services are to get another version
  public PlanBench(int services, int changed) {
    for (int number = 0; number < services; number++) {
      String name = "service-" + number;
      int port = 1024 + number;
      Service runs = Samples.web(name, 1, port);
      wanted.add(Candidate.of(number < changed ? Samples.web(name, 2, port) : runs));
      runs(runs);
    }
    state = new HostState(HostState.EMPTY.accepted(), new TreeMap<>(records));
    observed =
        new Observed(
            units, profiles, paths, paths, present, new RouteTable.Known(routes), Set.of());
  }

  private void runs(Service service) {
    String name = service.name();
    records.put(name, ServiceRecord.NONE.confirmed(Samples.release(1, service)));
    for (UnitFile file : UnitRenderer.render(service, CONTEXT)) {
      units.put(
          file.name(), new ObservedUnit(file.content(), new Loaded.Ours(), Activity.ACTIVE, false));
    }
    profiles.put(name, service.storePath());
    paths.put(name, Set.of(service.storePath()));
    present.add(service.storePath());
    routes.put(name, Route.of(service).orElseThrow());
  }

  /// Plans, and returns how many actions that came to.
  public int plan() {
    return new Planner(CONTEXT)
        .converge(wanted, Set.of(), state, observed, Samples.NOW)
        .actions()
        .size();
  }

  /// The unit files that are wanted, by name.
  public Map<String, String> wantedUnits() {
    Map<String, String> files = new TreeMap<>();
    for (Candidate candidate : wanted) {
      UnitRenderer.render(candidate.service(), CONTEXT)
          .forEach(file -> files.put(file.name(), file.content()));
    }
    return files;
  }

  /// The unit files that the host has, by name.
  public Map<String, String> foundUnits() {
    Map<String, String> files = new TreeMap<>();
    units.forEach((name, unit) -> files.put(name, unit.written()));
    return files;
  }
}
