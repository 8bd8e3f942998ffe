package slipway.push.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import slipway.manifest.Service;
import slipway.manifest.StorePath;
import slipway.push.fleet.Cell;
import slipway.push.history.Revision;
import slipway.push.html.Element;
import slipway.push.html.Html;
import slipway.push.html.Tag;
import slipway.report.RunningRelease;
import slipway.report.ServiceReport;

/// What runs, or should run, in a line.
final class Release {
  private static final int SHORT_HASH = 8;

  private Release() {}

  static Element wanted(Service service) {
    return line(List.of(), service.storePath(), service.revision());
  }

  /// Empty where nothing of it is known to run.
  static Optional<Element> running(Cell cell) {
    return cell.reported().map(ServiceReport::runs).map(Release::running);
  }

  private static Element running(RunningRelease runs) {
    Element number = Tag.STRONG.text("#" + runs.number());
    Element line = line(List.of(number, Html.text(" ")), runs.storePath(), runs.revision());
    return runs.serving() == null
        ? line
        : line.and(Html.text(", on port " + runs.serving().port()));
  }

  private static Element line(List<Html> before, StorePath path, @Nullable String revision) {
    List<Html> parts = new ArrayList<>(before);
    parts.add(Tag.BDI.text(path.name()));
    parts.add(Html.text(" (" + path.hash().substring(0, SHORT_HASH) + ")"));
    if (revision != null) {
      parts.add(Html.text(", revision "));
      parts.add(Tag.BDI.text(Revision.shortened(revision)));
    }
    return Tag.SPAN.of(parts);
  }
}
