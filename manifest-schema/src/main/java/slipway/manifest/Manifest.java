package slipway.manifest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What should run on every host, as it stood at one generation. Holding one means that it passed
/// the schema and every rule between fields; it says nothing about who signed it.
///
/// @param generation orders manifests; a push always makes it later than the one replaced
/// @param pushedBy who made it, as they said themselves; null where nobody said
/// @param freeze null where it may be changed
public record Manifest(
    Instant generation,
    List<Service> services,
    @Nullable String pushedBy,
    @Nullable Freeze freeze) {
  public static final int VERSION = 1;

  public Manifest(Instant generation, List<Service> services) {
    this(generation, services, null, null);
  }

  public Manifest {
    services = List.copyOf(services);
  }

  /// The services that name this host, in the order of the manifest.
  public List<Service> forHost(String host) {
    return services.stream().filter(service -> service.hosts().contains(host)).toList();
  }
}
