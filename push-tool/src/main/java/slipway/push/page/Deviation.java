package slipway.push.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import slipway.push.fleet.Cell;
import slipway.push.fleet.Fleet;
import slipway.push.fleet.HostStatus;
import slipway.push.fleet.HostStatus.Standing;
import slipway.report.ServiceReport;

/// A service on a host, or a host, that is not as it should be.
///
/// @param kind which question it answers
/// @param service empty where it is about the host
/// @param why the reason in full, one line each
record Deviation(
    Kind kind, HostStatus host, Optional<String> service, Optional<Cell> cell, List<String> why) {
  Deviation {
    why = List.copyOf(why);
  }

  /// In the order in which people want to know.
  enum Kind {
    FAILED,
    SILENT,
    BEHIND,
    OTHER
  }

  static List<Deviation> of(Fleet fleet) {
    List<Deviation> found = new ArrayList<>();
    for (HostStatus host : fleet.hosts()) {
      List<Deviation> services = new ArrayList<>();
      host.cells().forEach((name, cell) -> service(host, name, cell).ifPresent(services::add));
      host(host).filter(it -> !isSaid(it, services)).ifPresent(found::add);
      found.addAll(services);
    }
    return found;
  }

  /// Each service that is behind says why its host is.
  private static boolean isSaid(Deviation host, List<Deviation> services) {
    return host.kind() == Kind.BEHIND
        && services.stream().anyMatch(service -> service.kind() == Kind.BEHIND);
  }

  private static Optional<Deviation> host(HostStatus host) {
    List<String> notes = host.ownNotes();
    Kind kind =
        switch (host.standing()) {
          case LATE, UNKNOWN -> Kind.SILENT;
          case BEHIND -> Kind.BEHIND;
          case CURRENT, UNUSED -> Kind.OTHER;
        };
    return notes.isEmpty()
        ? Optional.empty()
        : Optional.of(new Deviation(kind, host, Optional.empty(), Optional.empty(), notes));
  }

  private static Optional<Deviation> service(HostStatus host, String name, Cell cell) {
    if (cell.isWrong() || cell.isUnhealthy()) {
      return Optional.of(on(Kind.FAILED, host, name, cell, cell.notes()));
    }
    if (host.standing() == Standing.UNKNOWN) {
      return Optional.empty(); // that nothing is known of the host says it all
    }
    return switch (cell.state()) {
      case DEPLOYED, ROLLED_BACK, FAILED, BLOCKED ->
          cell.notes().isEmpty()
              ? Optional.empty()
              : Optional.of(on(Kind.OTHER, host, name, cell, cell.notes()));
      case DEPLOYING ->
          Optional.of(
              on(
                  Kind.BEHIND,
                  host,
                  name,
                  cell,
                  List.of(
                      "the host is at it: "
                          + cell.reported().map(ServiceReport::step).orElse("begun"))));
      case BEHIND, PENDING -> Optional.of(on(Kind.BEHIND, host, name, cell, notYet(host)));
      case LEAVING ->
          Optional.of(
              on(Kind.BEHIND, host, name, cell, List.of("it has to go, and is still there")));
    };
  }

  private static Deviation on(
      Kind kind, HostStatus host, String name, Cell cell, List<String> why) {
    return new Deviation(kind, host, Optional.of(name), Optional.of(cell), why);
  }

  private static List<String> notYet(HostStatus host) {
    return host.standing() == Standing.CURRENT
        ? List.of("the host goes by this manifest, and has not begun with it")
        : host.ownNotes();
  }
}
