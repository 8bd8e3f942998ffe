package slipway.push.fleet;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import slipway.manifest.Manifest;
import slipway.manifest.Service;
import slipway.manifest.ServiceJson;

/// What a change to the manifest should come to on one host.
///
/// @param generation of the manifest that says so
/// @param services by name: the fingerprint of the entry that should run, or nothing where the
///   service should be gone
public record Expectation(String host, Instant generation, SortedMap<String, Wanted> services) {
  public Expectation {
    services = new TreeMap<>(services);
  }

  /// What is expected of one service on one host.
  public sealed interface Wanted {
    record Runs(String fingerprint) implements Wanted {}

    record Gone() implements Wanted {}
  }

  /// What the step from one manifest to the next should come to, by host; empty where it concerns
  /// none.
  ///
  /// @param before null where there was none
  /// @param named services that are waited for although nothing about them changed
  public static List<Expectation> of(
      @Nullable Manifest before, Manifest after, Collection<String> named) {
    Map<String, Service> old = byName(before);
    Map<String, Service> current = byName(after);
    SortedMap<String, SortedMap<String, Wanted>> hosts = new TreeMap<>();
    for (String name : changed(old, current, named)) {
      Service then = old.get(name);
      Service now = current.get(name);
      hosts(then).forEach(host -> put(hosts, host, name, new Wanted.Gone()));
      if (now != null) {
        Wanted runs = new Wanted.Runs(ServiceJson.fingerprint(now));
        now.hosts().forEach(host -> put(hosts, host, name, runs));
      }
    }
    return hosts.entrySet().stream()
        .map(host -> new Expectation(host.getKey(), after.generation(), host.getValue()))
        .toList();
  }

  private static Set<String> changed(
      Map<String, Service> old, Map<String, Service> current, Collection<String> named) {
    Set<String> changed = new HashSet<>(named);
    Stream.concat(old.keySet().stream(), current.keySet().stream())
        .filter(name -> !Objects.equals(old.get(name), current.get(name)))
        .forEach(changed::add);
    return changed;
  }

  private static Map<String, Service> byName(@Nullable Manifest manifest) {
    return manifest == null
        ? Map.of()
        : manifest.services().stream().collect(Collectors.toMap(Service::name, it -> it));
  }

  private static List<String> hosts(@Nullable Service service) {
    return service == null ? List.of() : service.hosts();
  }

  private static void put(
      Map<String, SortedMap<String, Wanted>> hosts, String host, String service, Wanted wanted) {
    hosts.computeIfAbsent(host, _ -> new TreeMap<>()).put(service, wanted);
  }
}
