package slipway.deployer.plan;

import java.util.Map;
import java.util.Set;
import slipway.manifest.StorePath;

/// The host as found at the start of a pass.
///
/// @param units by unit name: every file in our unit directory, and every name the manifest asks
///   for
/// @param profiles the store path that each service's profile points to
/// @param profileReleases every store path that a generation of the service's profile keeps alive
/// @param roots by service, the store paths that our garbage collector roots keep alive
/// @param present those of the asked-for store paths that are on disk
/// @param standby the services whose visitors are led to the instance on the standby side
public record Observed(
    Map<String, ObservedUnit> units,
    Map<String, StorePath> profiles,
    Map<String, Set<StorePath>> profileReleases,
    Map<String, Set<StorePath>> roots,
    Set<StorePath> present,
    RouteTable routes,
    Set<String> standby) {

  public Side side(String service) {
    return standby.contains(service) ? Side.STANDBY : Side.INTERNAL;
  }

  public ObservedUnit unit(String name) {
    return units.getOrDefault(name, ObservedUnit.ABSENT);
  }
}
