package slipway.push.fleet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import slipway.manifest.Manifest;
import slipway.manifest.Service;
import slipway.manifest.ServiceJson;
import slipway.report.HostReport;
import slipway.report.ServiceReport;

/// How one host stands to the current manifest.
///
/// @param cells by service: those that it should run, and those that it says it has
/// @param ownNotes whatever somebody should know about the host itself, one line each
public record HostStatus(
    String host,
    Sighting sighting,
    Standing standing,
    SortedMap<String, Cell> cells,
    List<String> ownNotes) {
  public HostStatus {
    cells = new TreeMap<>(cells);
    ownNotes = List.copyOf(ownNotes);
  }

  /// What is known of a host as a whole.
  public enum Standing {
    /// It goes by the current manifest.
    CURRENT,
    /// It goes by another one, or by none.
    BEHIND,
    /// It has not reported for longer than it ever should.
    LATE,
    /// Nothing that can be used is known.
    UNKNOWN,
    /// The manifest does not name it, and it is not known to run anything.
    UNUSED
  }

  static HostStatus of(String host, Manifest manifest, Sighting sighting, Instant now) {
    Map<String, String> wanted =
        manifest.forHost(host).stream()
            .collect(Collectors.toMap(Service::name, ServiceJson::fingerprint));
    Map<String, ServiceReport> reported =
        report(sighting).stream()
            .flatMap(report -> report.services().stream())
            .collect(Collectors.toMap(ServiceReport::name, service -> service));
    SortedMap<String, Cell> cells = new TreeMap<>();
    Stream.concat(wanted.keySet().stream(), reported.keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new))
        .forEach(service ->
            Cell.of(
                    Optional.ofNullable(wanted.get(service)),
                    Optional.ofNullable(reported.get(service)))
                .ifPresent(cell -> cells.put(service, cell)));
    Standing standing = standing(sighting, manifest, cells.isEmpty(), now);
    return new HostStatus(host, sighting, standing, cells, ownNotes(sighting, standing, now));
  }

  /// Those, and what there is to know about its services.
  public List<String> notes() {
    List<String> notes = new ArrayList<>(ownNotes);
    cells.forEach(
        (service, cell) -> cell.notes().forEach(note -> notes.add(service + ": " + note)));
    return notes;
  }

  Outcome outcome() {
    if (cells.values().stream().anyMatch(Cell::isWrong)) {
      return Outcome.FAILED;
    }
    return switch (standing) {
      case UNUSED -> Outcome.DEPLOYED;
      case BEHIND, LATE, UNKNOWN -> Outcome.LATE;
      case CURRENT ->
          cells.values().stream().allMatch(cell -> cell.state() == Cell.State.DEPLOYED)
              ? Outcome.DEPLOYED
              : Outcome.LATE;
    };
  }

  private static Optional<HostReport> report(Sighting sighting) {
    return switch (sighting) {
      case Sighting.Reported(HostReport report, _) -> Optional.of(report);
      case Sighting.Never _, Sighting.Unasked _, Sighting.Unreadable _ -> Optional.empty();
    };
  }

  private static Standing standing(
      Sighting sighting, Manifest manifest, boolean unused, Instant now) {
    return switch (sighting) {
      case Sighting.Never _, Sighting.Unasked _, Sighting.Unreadable _ -> Standing.UNKNOWN;
      case Sighting.Reported reported -> {
        if (unused) {
          yield Standing.UNUSED;
        }
        if (HostNotes.isLate(reported, now)) {
          yield Standing.LATE;
        }
        yield reported.report().accepted() != null
                && reported.report().accepted().generation().equals(manifest.generation())
            ? Standing.CURRENT
            : Standing.BEHIND;
      }
    };
  }

  private static List<String> ownNotes(Sighting sighting, Standing standing, Instant now) {
    return switch (sighting) {
      case Sighting.Never() -> List.of("has never reported");
      case Sighting.Unasked(String problem) -> List.of(problem);
      case Sighting.Unreadable(String problem) -> List.of("its report cannot be read: " + problem);
      case Sighting.Reported reported -> HostNotes.all(reported, standing, now);
    };
  }
}
