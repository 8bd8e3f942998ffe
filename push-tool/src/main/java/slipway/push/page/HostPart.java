package slipway.push.page;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import slipway.manifest.Generation;
import slipway.manifest.Service;
import slipway.push.fleet.Cell;
import slipway.push.fleet.HostStatus;
import slipway.push.fleet.Sighting;
import slipway.push.html.Element;
import slipway.push.html.Element.Scope;
import slipway.push.html.Html;
import slipway.push.html.Tag;
import slipway.report.HostReport;
import slipway.report.ReportedHealth;
import slipway.report.RunningRelease;
import slipway.report.ServiceReport;

/// One host: what it says of itself, and a table of its services.
record HostPart(HostStatus host, Wants wants, Moments moments) {
  /// @param open whether its services can be seen at once
  Element html(boolean open) {
    Element name = Tag.H3.of(Tag.BDI.text(host.host()), Html.text(": "), Mark.of(host).html());
    Element part = Tag.DETAILS.of(Tag.SUMMARY.of(name)).at(Places.host(host.host())).open(open);
    part = part.and(Tag.P.of(report()));
    for (String note : host.ownNotes()) {
      part = part.and(Tag.P.text(note).as(Look.WHY));
    }
    return part.and(
        host.cells().isEmpty() ? Tag.P.text("It runs nothing, and should not.") : table());
  }

  private List<Html> report() {
    return switch (host.sighting()) {
      case Sighting.Never _ -> List.of(Html.text("No report of it is in the bucket."));
      case Sighting.Unasked _ -> List.of(Html.text("Its report could not be read."));
      case Sighting.Unreadable _ -> List.of(Html.text("What is there is no report of it."));
      case Sighting.Reported(HostReport report, Instant written) ->
          List.of(
              Html.text("Reported "),
              moments.ago(written),
              Html.text(
                  report.accepted() == null
                      ? ", no manifest accepted yet"
                      : ", at generation "
                          + Generation.archiveName(report.accepted().generation())),
              Html.text(", deployer "),
              Tag.BDI.text(report.deployer()));
    };
  }

  private Element table() {
    List<Element> rows = host.cells().entrySet().stream().map(this::row).toList();
    return Tag.TABLE.of(
        Tag.CAPTION.text("Services of " + host.host()),
        Tag.THEAD.of(
            Tag.TR.of(
                Tag.TH.text("Service").head(Scope.COL),
                Tag.TH.text("State").head(Scope.COL),
                Tag.TH.text("Runs").head(Scope.COL))),
        Tag.TBODY.of(rows));
  }

  private Element row(Map.Entry<String, Cell> entry) {
    Cell cell = entry.getValue();
    return Tag.TR.of(
        Tag.TH.text(entry.getKey()).head(Scope.ROW), state(cell), runs(entry.getKey(), cell));
  }

  private Element state(Cell cell) {
    Element state = Tag.TD.of(Tag.DIV.of(Mark.of(host, cell).html()));
    Optional<ServiceReport> reported = cell.reported();
    if (reported.isPresent() && reported.get().runs() != null) {
      state = state.and(Tag.DIV.text(health(reported.get().health())).as(Look.QUIET));
    }
    for (String note : cell.notes()) {
      state = state.and(Tag.DIV.text(note).as(Look.WHY));
    }
    return state;
  }

  private static String health(ReportedHealth health) {
    return switch (health) {
      case HEALTHY -> "healthy";
      case UNHEALTHY -> "not healthy";
      case UNKNOWN -> "health not known";
    };
  }

  private Element runs(String name, Cell cell) {
    Element runs =
        Tag.TD.of(Tag.DIV.of(Release.running(cell).orElse(Tag.SPAN.text("nothing known"))));
    Optional<Instant> since = cell.reported().map(ServiceReport::runs).flatMap(HostPart::since);
    if (since.isPresent()) {
      runs = runs.and(Tag.DIV.of(moments.since(since.get())).as(Look.QUIET));
    }
    Optional<Service> wanted = wants.service(name);
    return cell.state() == Cell.State.DEPLOYED || wanted.isEmpty()
        ? runs
        : runs.and(Tag.DIV.of(Html.text("wanted: "), Release.wanted(wanted.get())));
  }

  private static Optional<Instant> since(RunningRelease runs) {
    return Optional.ofNullable(runs.serving() == null ? runs.since() : runs.serving().since());
  }
}
