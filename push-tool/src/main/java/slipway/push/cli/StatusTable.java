package slipway.push.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import slipway.manifest.Freeze;
import slipway.manifest.Generation;
import slipway.push.fleet.Ages;
import slipway.push.fleet.Cell;
import slipway.push.fleet.Fleet;
import slipway.push.fleet.HostStatus;
import slipway.push.fleet.Sighting;
import slipway.push.terminal.Line;
import slipway.push.terminal.Table;
import slipway.push.terminal.Tone;
import slipway.report.RunningRelease;
import slipway.report.ServiceReport;

/// A fleet as lines: hosts across, services down, and below what is not as it should be, and why.
final class StatusTable {
  private static final int WIDEST = 28;
  private static final int SHORT_REVISION = 7;

  private StatusTable() {}

  static List<Line> lines(Fleet fleet, int width) {
    List<Line> lines = new ArrayList<>(head(fleet));
    if (fleet.hosts().isEmpty()) {
      lines.add(Line.of("no host is named, and none has reported"));
      return lines;
    }
    lines.add(Line.EMPTY);
    lines.addAll(table(fleet).lines(width, WIDEST));
    List<Line> notes = notes(fleet);
    if (!notes.isEmpty()) {
      lines.add(Line.EMPTY);
      lines.addAll(notes);
    }
    return lines;
  }

  static List<Line> notes(Fleet fleet) {
    List<Line> notes = new ArrayList<>();
    for (HostStatus host : fleet.hosts()) {
      Tone tone = host.standing() == HostStatus.Standing.UNUSED ? Tone.DIM : Tone.PLAIN;
      host.notes()
          .forEach(
              note -> notes.add(Line.EMPTY.and(host.host(), Tone.BOLD).and("  " + note, tone)));
    }
    return notes;
  }

  private static List<Line> head(Fleet fleet) {
    List<Line> lines = new ArrayList<>();
    String by = fleet.manifest().pushedBy();
    lines.add(
        Line.of("generation ")
            .and(Generation.archiveName(fleet.manifest().generation()), Tone.BOLD)
            .and(", " + Ages.ago(fleet.manifest().generation(), fleet.now()))
            .and(by == null ? "" : ", by " + by));
    Freeze freeze = fleet.manifest().freeze();
    if (freeze != null) {
      lines.add(
          Line.EMPTY.and(
              "frozen by %s since %s: %s".formatted(freeze.by(), freeze.since(), freeze.reason()),
              Tone.WARN));
    }
    return lines;
  }

  private static Table table(Fleet fleet) {
    List<Line> names = new ArrayList<>(List.of(Line.EMPTY, Line.EMPTY.and("report", Tone.DIM)));
    fleet.services().forEach(service -> names.add(Line.of(service)));
    List<List<Line>> columns = new ArrayList<>();
    for (HostStatus host : fleet.hosts()) {
      List<Line> column = new ArrayList<>();
      column.add(Line.EMPTY.and(host.host(), Tone.BOLD));
      column.add(report(host, fleet));
      for (String service : fleet.services()) {
        column.add(
            Optional.ofNullable(host.cells().get(service))
                .map(cell -> cell(cell, fleet))
                .orElse(Line.EMPTY));
      }
      columns.add(column);
    }
    return new Table(names, columns);
  }

  private static Line report(HostStatus host, Fleet fleet) {
    String age =
        switch (host.sighting()) {
          case Sighting.Never _ -> "never";
          case Sighting.Unasked _ -> "no answer";
          case Sighting.Unreadable _ -> "unreadable";
          case Sighting.Reported(_, var written) -> Ages.ago(written, fleet.now());
        };
    return switch (host.standing()) {
      case CURRENT, UNUSED -> Line.EMPTY.and(age, Tone.DIM);
      case BEHIND -> Line.EMPTY.and(age + ", behind", Tone.WARN);
      case LATE -> Line.EMPTY.and(age + ", late", Tone.WARN);
      case UNKNOWN -> Line.EMPTY.and(age, Tone.WARN);
    };
  }

  private static Line cell(Cell cell, Fleet fleet) {
    String release = cell.reported().map(StatusTable::release).orElse("");
    String age = cell.reported().map(service -> age(service, fleet)).orElse("");
    return switch (cell.state()) {
      case DEPLOYED ->
          cell.isUnhealthy()
              ? line("!", Tone.WARN, release, "unhealthy")
              : line("✓", Tone.GOOD, release, age);
      case DEPLOYING -> line("·", Tone.PLAIN, release, step(cell));
      case ROLLED_BACK -> line("✗", Tone.BAD, release, "rolled back");
      case FAILED -> line("✗", Tone.BAD, release, "failed");
      case BLOCKED -> line("✗", Tone.BAD, release, "blocked");
      case BEHIND -> line("·", Tone.WARN, release, "behind");
      case PENDING -> line("·", Tone.WARN, "", "not yet");
      case LEAVING -> line("-", Tone.WARN, release, "leaving");
    };
  }

  private static Line line(String mark, Tone tone, String release, String rest) {
    return Line.EMPTY
        .and(mark, tone)
        .and(release.isEmpty() ? "" : " " + release)
        .and(rest.isEmpty() ? "" : " " + rest, tone == Tone.GOOD ? Tone.DIM : tone);
  }

  private static String step(Cell cell) {
    return cell.reported().map(ServiceReport::step).orElse("begun");
  }

  private static String release(ServiceReport service) {
    RunningRelease runs = service.runs();
    if (runs == null) {
      return "";
    }
    String revision = runs.revision();
    return "#"
        + runs.number()
        + (revision == null
            ? ""
            : " " + revision.substring(0, Math.min(SHORT_REVISION, revision.length())))
        + (runs.serving() == null ? "" : " :" + runs.serving().port());
  }

  private static String age(ServiceReport service, Fleet fleet) {
    RunningRelease runs = service.runs();
    if (runs == null) {
      return "";
    }
    Instant since = runs.serving() == null ? runs.since() : runs.serving().since();
    return since == null ? "" : Ages.of(Duration.between(since, fleet.now()));
  }
}
