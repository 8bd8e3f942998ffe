package slipway.deployer.plan;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Everything that the host remembers between two passes.
///
/// @param accepted null until a first manifest was accepted
public record HostState(@Nullable Accepted accepted, SortedMap<String, ServiceRecord> services) {
  public static final HostState EMPTY = new HostState(null, new TreeMap<>());

  public HostState {
    services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
  }

  public ServiceRecord service(String name) {
    return services.getOrDefault(name, ServiceRecord.NONE);
  }

  /// When the next instance that visitors left may be stopped; empty where none is waited for.
  ///
  /// @param now when the pass began: what drained since then it has not stopped, and another has to
  public Optional<Instant> nextDrained(Instant now) {
    return services.values().stream()
        .map(ServiceRecord::draining)
        .filter(Objects::nonNull)
        .filter(draining -> !draining.isOver(now))
        .map(Draining::until)
        .min(Comparator.naturalOrder());
  }

  public HostState with(Accepted manifest) {
    return new HostState(manifest, services);
  }

  public HostState with(String service, UnaryOperator<ServiceRecord> change) {
    SortedMap<String, ServiceRecord> changed = new TreeMap<>(services);
    changed.put(service, change.apply(service(service)));
    return new HostState(accepted, changed);
  }

  public HostState without(String service) {
    SortedMap<String, ServiceRecord> changed = new TreeMap<>(services);
    changed.remove(service);
    return new HostState(accepted, changed);
  }
}
