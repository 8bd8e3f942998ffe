package slipway.push.page;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import slipway.manifest.Manifest;
import slipway.manifest.Service;
import slipway.push.change.VerifiedManifest;
import slipway.push.operation.History.Entry;
import slipway.push.operation.Overview;
import slipway.push.operation.Overview.Past;

/// What the manifest wants of each service, and since when it does, as far as the history goes.
final class Wants {
  private final Map<String, Service> services = new LinkedHashMap<>();
  private final Map<String, Since> since = new HashMap<>();

  /// The manifest that first wanted a service as it is wanted now.
  ///
  /// @param exactly false where earlier manifests were not looked at or cannot be trusted
  record Since(Instant generation, @Nullable String by, boolean exactly) {}

  private Wants() {}

  static Wants of(Overview overview) {
    Wants wants = new Wants();
    Manifest current = overview.fleet().manifest();
    current.services().forEach(service -> wants.services.put(service.name(), service));
    Map<String, Service> same = new HashMap<>(wants.services);
    current.services().forEach(service -> wants.note(service.name(), current, false));
    for (Manifest earlier : earlier(overview)) {
      Map<String, Service> then = new HashMap<>();
      earlier.services().forEach(service -> then.put(service.name(), service));
      same.values()
          .removeIf(service -> {
            boolean stays = service.equals(then.get(service.name()));
            if (stays) {
              wants.note(service.name(), earlier, false);
            } else {
              wants.since.computeIfPresent(
                  service.name(), (_, it) -> new Since(it.generation(), it.by(), true));
            }
            return !stays;
          });
    }
    return wants;
  }

  /// The manifests before the current one, up to the first that cannot be trusted.
  private static List<Manifest> earlier(Overview overview) {
    return switch (overview.past()) {
      case Past.Unknown _ -> List.of();
      case Past.Known(List<Entry> entries, _) ->
          entries.stream()
              .dropWhile(Entry::current)
              .map(Entry::verified)
              .takeWhile(Optional::isPresent)
              .flatMap(Optional::stream)
              .map(VerifiedManifest::manifest)
              .toList();
    };
  }

  private void note(String service, Manifest manifest, boolean exactly) {
    since.put(service, new Since(manifest.generation(), manifest.pushedBy(), exactly));
  }

  Iterable<Service> services() {
    return services.values();
  }

  Optional<Service> service(String name) {
    return Optional.ofNullable(services.get(name));
  }

  Since since(Service service) {
    Since known = since.get(service.name());
    if (known == null) {
      throw new IllegalArgumentException("the manifest has no " + service.name());
    }
    return known;
  }
}
