package slipway.push.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import slipway.manifest.Manifest;

/// All hosts at one moment, held against the current manifest.
///
/// @param hosts those that the manifest names and those that have ever reported, by name
public record Fleet(Manifest manifest, List<HostStatus> hosts, Instant now) {
  public Fleet {
    hosts = List.copyOf(hosts);
  }

  /// @param sightings of every host of the manifest, and of others that have reported
  public static Fleet of(Manifest manifest, Map<String, Sighting> sightings, Instant now) {
    return new Fleet(
        manifest,
        sightings.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(host -> HostStatus.of(host.getKey(), manifest, host.getValue(), now))
            .toList(),
        now);
  }

  /// What this was made of.
  public Map<String, Sighting> sightings() {
    return hosts.stream().collect(Collectors.toMap(HostStatus::host, HostStatus::sighting));
  }

  public SortedSet<String> services() {
    return hosts.stream()
        .flatMap(host -> host.cells().keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  public Outcome outcome() {
    return hosts.stream().map(HostStatus::outcome).max(Outcome::compareTo).orElse(Outcome.DEPLOYED);
  }
}
