package slipway.push.page;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import slipway.manifest.Service;
import slipway.push.fleet.Cell;
import slipway.push.fleet.Fleet;
import slipway.push.fleet.HostStatus;
import slipway.push.html.Anchor;
import slipway.push.html.Element;
import slipway.push.html.Element.Scope;
import slipway.push.html.Html;
import slipway.push.html.Tag;

/// Services down, and for each what is wanted of it and on how many hosts that is so.
record ServicesTable(Fleet fleet, Wants wants, Moments moments) {
  /// More hosts than anybody wants to read the names of in a cell.
  private static final int MOST = 10;

  Element html() {
    Anchor place = new Anchor("services");
    Element section = Tag.SECTION.of(Tag.H2.text("Services").at(place)).labelledBy(place);
    SortedMap<String, Element> rows = new TreeMap<>();
    wants.services().forEach(service -> rows.put(service.name(), row(service)));
    if (rows.isEmpty()) {
      return section.and(Tag.P.text("The manifest names none."));
    }
    return section.and(
        Tag.TABLE.of(
            Tag.CAPTION.text("What the manifest wants, and on how many hosts it is so"),
            Tag.THEAD.of(
                Tag.TR.of(
                    Tag.TH.text("Service").head(Scope.COL),
                    Tag.TH.text("Wanted").head(Scope.COL),
                    Tag.TH.text("Hosts").head(Scope.COL))),
            Tag.TBODY.of(List.copyOf(rows.values()))));
  }

  private Element row(Service service) {
    Wants.Since since = wants.since(service);
    Element wanted =
        Tag.TD.of(
            Tag.DIV.of(Release.wanted(service)),
            Tag.DIV
                .of(
                    moments.since(since.generation()),
                    Html.text(since.exactly() ? "" : " or earlier"))
                .as(Look.QUIET));
    return Tag.TR.of(Tag.TH.text(service.name()).head(Scope.ROW), wanted, hosts(service));
  }

  private Element hosts(Service service) {
    List<Element> off = new ArrayList<>();
    int as = 0;
    int all = 0;
    for (HostStatus host : fleet.hosts()) {
      Cell cell = host.cells().get(service.name());
      if (cell == null) {
        continue;
      }
      all += cell.state() == Cell.State.LEAVING ? 0 : 1;
      Mark mark = Mark.of(host, cell);
      if (mark.look() == Look.GOOD) {
        as++;
      } else {
        Element name = Tag.A.text(host.host()).to(Places.host(host.host()));
        off.add(Tag.DIV.of(name, Html.text(" "), mark.html()));
      }
    }
    Element count =
        Tag.DIV.of(
            new Mark(
                    as == all ? Look.GOOD : Look.WARN,
                    as == all ? "✓" : "·",
                    "%d of %d deployed".formatted(as, all))
                .html());
    Element cell = Tag.TD.of(count).and(off.stream().limit(MOST).toArray(Html[]::new));
    return off.size() > MOST
        ? cell.and(Tag.DIV.text("and %d more".formatted(off.size() - MOST)))
        : cell;
  }
}
