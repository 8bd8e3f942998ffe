package slipway.push.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import slipway.manifest.Service;
import slipway.push.fleet.Cell;
import slipway.push.html.Anchor;
import slipway.push.html.Element;
import slipway.push.html.Html;
import slipway.push.html.Tag;
import slipway.report.ServiceError;
import slipway.report.ServiceReport;

/// What somebody should look at, by the question that it answers, each with its reason in full.
record Attention(List<Deviation> deviations, Wants wants, Moments moments) {
  /// More of a kind than anybody reads one by one; the hosts below have all.
  private static final int MOST = 100;

  Element html() {
    Anchor place = new Anchor("attention");
    Element section = Tag.SECTION.of(Tag.H2.text("Needs attention").at(place)).labelledBy(place);
    if (deviations.isEmpty()) {
      return section.and(
          Tag.P.text("Nothing: every host reports, and runs what the manifest says."));
    }
    for (Deviation.Kind kind : Deviation.Kind.values()) {
      List<Deviation> some = deviations.stream().filter(it -> it.kind() == kind).toList();
      if (!some.isEmpty()) {
        section = section.and(Tag.H3.text(title(kind) + " (" + some.size() + ")"), list(some));
      }
    }
    return section;
  }

  private static String title(Deviation.Kind kind) {
    return switch (kind) {
      case FAILED -> "Failures";
      case SILENT -> "Hosts that are silent";
      case BEHIND -> "Behind";
      case OTHER -> "Also to know";
    };
  }

  private Element list(List<Deviation> some) {
    List<Element> items = new ArrayList<>();
    some.stream().limit(MOST).map(this::item).forEach(items::add);
    if (some.size() > MOST) {
      items.add(Tag.LI.text("and %d more, see the hosts below".formatted(some.size() - MOST)));
    }
    return Tag.UL.of(items);
  }

  private Element item(Deviation it) {
    String host = it.host().host();
    Element link = Tag.A.text(it.service().map(name -> name + " on " + host).orElse(host));
    Mark mark = it.cell().map(cell -> Mark.of(it.host(), cell)).orElse(Mark.of(it.host()));
    Element head = Tag.P.of(link.to(Places.host(host)), Html.text(": "), mark.html());
    Optional<Cell> cell = it.cell();
    Element item =
        Tag.LI.of(cell.flatMap(Attention::failed).map(at -> withTime(head, at)).orElse(head));
    for (String why : it.why()) {
      item = item.and(Tag.P.text(why).as(Look.WHY));
    }
    Optional<Service> wanted = it.service().flatMap(wants::service);
    return cell.map(seen -> releases(seen, wanted)).map(item::and).orElse(item);
  }

  private Element withTime(Element head, ServiceError error) {
    return head.and(Html.text(", "), moments.since(error.at()));
  }

  private static Optional<ServiceError> failed(Cell cell) {
    return cell.reported().map(ServiceReport::error);
  }

  private Element releases(Cell cell, Optional<Service> wanted) {
    Element line =
        Release.running(cell)
            .map(runs -> Tag.P.of(Html.text("Runs "), runs, Html.text(". ")))
            .orElse(Tag.P.text("Nothing of it is known to run. "));
    return wanted
        .map(service ->
            line.and(
                Html.text("The manifest wants "),
                Release.wanted(service),
                Html.text(", "),
                since(service),
                Html.text(".")))
        .orElse(line.and(Html.text("The manifest does not name it for this host.")));
  }

  private Element since(Service service) {
    Wants.Since since = wants.since(service);
    Element line = moments.since(since.generation());
    if (!since.exactly()) {
      line = line.and(Html.text(" or earlier"));
    }
    return since.by() == null ? line : line.and(Html.text(", by "), Tag.BDI.text(since.by()));
  }
}
