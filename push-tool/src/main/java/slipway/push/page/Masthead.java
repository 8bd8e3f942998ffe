package slipway.push.page;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import slipway.push.fleet.Ages;
import slipway.push.html.Element;
import slipway.push.html.Html;
import slipway.push.html.Link;
import slipway.push.html.Tag;
import slipway.push.operation.Overview;

/// Of what bucket the page is, how old it is, and how to get a newer one.
record Masthead(Overview overview, Viewing viewing) {
  Element html() {
    Element head =
        Tag.HEADER.of(
            Tag.H1.of(Html.text("Fleet of "), Tag.BDI.text(overview.bucket())),
            Tag.P.of(
                Html.text("Read "),
                Moments.at(overview.fleet().now()),
                Html.text(". Ages are as of then.")));
    return switch (viewing) {
      case Viewing.Filed() ->
          head.and(
              Tag.P.text("A file stays as it was written: slipway dashboard writes a newer one.")
                  .as(Look.QUIET));
      case Viewing.Served(Instant now, boolean again, Optional<String> trouble) -> {
        Element served =
            trouble
                .map(problem -> head.and(old(now), Tag.P.text(problem).as(Look.WHY)))
                .orElse(head);
        yield served.and(reloading(again));
      }
    };
  }

  private Element old(Instant now) {
    String age = Ages.of(Duration.between(overview.fleet().now(), now));
    return Tag.P.of(
            Mark.missing("this is %s old: the bucket cannot be read just now".formatted(age))
                .html())
        .as(Look.VERDICT);
  }

  private static Element reloading(boolean again) {
    String every = " every %d s".formatted(FleetPage.AGAIN.toSeconds());
    return again
        ? Tag.P.of(
            Html.text("Reloads itself" + every + ". "),
            Tag.A.text("Stop that").to(Link.Reload.ONCE))
        : Tag.P.of(
            Tag.A.text("Reload").to(Link.Reload.ONCE),
            Html.text(", or "),
            Tag.A.text("reload" + every).to(Link.Reload.AGAIN_AND_AGAIN));
  }
}
