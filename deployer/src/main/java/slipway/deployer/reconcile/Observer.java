package slipway.deployer.reconcile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import slipway.deployer.plan.HostState;
import slipway.deployer.plan.Observed;
import slipway.deployer.plan.Planner;
import slipway.deployer.plan.Release;
import slipway.deployer.plan.ServiceRecord;
import slipway.manifest.Service;
import slipway.manifest.StorePath;

/// Reads the host as a plan for the desired services needs it.
final class Observer {
  private final Edges edges;

  Observer(Edges edges) {
    this.edges = edges;
  }

  Observed observe(Collection<Service> desired, HostState state) throws HostException {
    List<Service> asked = new ArrayList<>(desired);
    state.services().values().stream().flatMap(Observer::releases).forEach(asked::add);
    Set<StorePath> paths = new LinkedHashSet<>();
    asked.forEach(service -> paths.add(service.storePath()));
    Map<String, Set<StorePath>> generations = edges.profiles().generations();
    // Nix makes no profile of a path that is not whole.
    Set<StorePath> proven = new HashSet<>();
    generations.values().forEach(proven::addAll);
    return new Observed(
        edges.units().observe(Planner.unitNames(asked)),
        edges.profiles().current(),
        generations,
        edges.profiles().roots(),
        edges.closures().present(paths, proven),
        edges.routes().observe(),
        edges.pointers().standby());
  }

  private static Stream<Service> releases(ServiceRecord known) {
    return Stream.concat(known.good().stream(), Stream.ofNullable(known.running()))
        .filter(Objects::nonNull)
        .map(Release::service);
  }
}
