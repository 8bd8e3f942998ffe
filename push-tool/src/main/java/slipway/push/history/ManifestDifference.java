package slipway.push.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import slipway.manifest.Manifest;
import slipway.manifest.Service;
import slipway.manifest.ServiceJson;
import slipway.push.history.ServiceDifference.Added;
import slipway.push.history.ServiceDifference.Changed;
import slipway.push.history.ServiceDifference.Removed;
import tools.jackson.databind.node.ObjectNode;

/// What changed from one manifest to the next.
///
/// @param services in the order of the later manifest, the removed ones last
public record ManifestDifference(
    List<ServiceDifference> services, Optional<FreezeDifference> freeze) {
  private static final Set<String> SAID_APART = Set.of("artifact", "revision");

  public ManifestDifference {
    services = List.copyOf(services);
  }

  public static ManifestDifference between(Manifest before, Manifest after) {
    Map<String, Service> earlier = new LinkedHashMap<>();
    before.services().forEach(service -> earlier.put(service.name(), service));
    List<ServiceDifference> differences = new ArrayList<>();
    for (Service service : after.services()) {
      Service was = earlier.remove(service.name());
      if (was == null) {
        differences.add(new Added(service));
      } else if (!was.equals(service)) {
        differences.add(new Changed(was, service, settings(was, service)));
      }
    }
    earlier.values().forEach(service -> differences.add(new Removed(service)));
    return new ManifestDifference(
        differences, FreezeDifference.between(before.freeze(), after.freeze()));
  }

  /// In one line.
  public String text() {
    List<String> parts = new ArrayList<>();
    freeze.ifPresent(difference -> parts.add(difference.text()));
    services.forEach(difference -> parts.add(difference.text()));
    return parts.isEmpty() ? "no change" : String.join("; ", parts);
  }

  private static List<String> settings(Service before, Service after) {
    ObjectNode was = ServiceJson.write(before);
    ObjectNode is = ServiceJson.write(after);
    Set<String> keys = new LinkedHashSet<>(was.propertyNames());
    keys.addAll(is.propertyNames());
    return keys.stream()
        .filter(key -> !SAID_APART.contains(key) && !Objects.equals(was.get(key), is.get(key)))
        .toList();
  }
}
