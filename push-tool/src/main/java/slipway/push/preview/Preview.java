package slipway.push.preview;

import java.util.List;
import java.util.Optional;
import slipway.manifest.Manifest;
import slipway.push.history.FreezeDifference;
import slipway.push.history.ManifestDifference;

/// What it comes to when one manifest takes the place of another.
///
/// @param hosts those that have something to do, by name
/// @param services those that differ
public record Preview(
    List<HostEffects> hosts, List<ServiceEffects> services, Optional<FreezeDifference> freeze) {
  public Preview {
    hosts = List.copyOf(hosts);
    services = List.copyOf(services);
  }

  public static Preview of(Manifest before, Manifest after) {
    return of(ManifestDifference.between(before, after));
  }

  public static Preview of(ManifestDifference difference) {
    return new Preview(
        HostEffects.of(difference.services()),
        difference.services().stream().map(ServiceEffects::of).toList(),
        difference.freeze());
  }

  public boolean isEmpty() {
    return services.isEmpty() && freeze.isEmpty();
  }
}
