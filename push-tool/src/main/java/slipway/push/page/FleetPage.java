package slipway.push.page;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import slipway.push.html.Anchor;
import slipway.push.html.Element;
import slipway.push.html.Html;
import slipway.push.html.Page;
import slipway.push.html.StyleSheet;
import slipway.push.html.Tag;
import slipway.push.operation.Overview;

/// A fleet as one page: first whether all is as it should be, then what is not and why, then
/// everything.
public final class FleetPage {
  static final StyleSheet STYLE = StyleSheet.beside(FleetPage.class, "page.css");

  /// How often a page asks for itself where somebody wants that.
  static final Duration AGAIN = Duration.ofSeconds(30);

  /// As many services as can be taken in at once; more are folded where there is nothing to see.
  private static final int FEW = 30;

  private FleetPage() {}

  /// What a server has to send with each page (see [StyleSheet#policy]).
  public static String policy() {
    return STYLE.policy();
  }

  public static String of(Overview overview, Viewing viewing) {
    List<Deviation> deviations = Deviation.of(overview.fleet());
    Summary summary = new Summary(overview, deviations);
    Moments moments = new Moments(overview.fleet().now());
    Wants wants = Wants.of(overview);
    Element main =
        Tag.MAIN
            .of(
                summary.html(moments),
                new Attention(deviations, wants, moments).html(),
                new ServicesTable(overview.fleet(), wants, moments).html(),
                hosts(overview, wants, moments),
                new HistoryPart(overview.past(), moments).html())
            .at(Places.MAIN)
            .focusable();
    return new Page(
            summary.title(),
            STYLE,
            isAgain(viewing) ? Optional.of(AGAIN) : Optional.empty(),
            Tag.BODY.of(
                Tag.A.text("Skip to the fleet").to(Places.MAIN).as(Look.SKIP),
                new Masthead(overview, viewing).html(),
                contents(),
                main,
                Tag.FOOTER.of(
                    Tag.P.text(
                        "Made by slipway dashboard. Hosts do not sign their reports: whoever can"
                            + " write to the bucket can write one."))))
        .text();
  }

  private static boolean isAgain(Viewing viewing) {
    return switch (viewing) {
      case Viewing.Filed() -> false;
      case Viewing.Served(_, boolean again, _) -> again;
    };
  }

  private static Element contents() {
    Element list = Tag.UL.of();
    for (String part : List.of("Attention", "Services", "Hosts", "History")) {
      Anchor place = new Anchor(part.toLowerCase(Locale.ROOT));
      list = list.and(Tag.LI.of(Tag.A.text(part).to(place)));
    }
    return Tag.NAV.of(list).label("On this page");
  }

  private static Element hosts(Overview overview, Wants wants, Moments moments) {
    Anchor place = new Anchor("hosts");
    Element section = Tag.SECTION.of(Tag.H2.text("Hosts").at(place)).labelledBy(place);
    if (overview.fleet().hosts().isEmpty()) {
      section = section.and(Tag.P.text("No host is named, and none has reported."));
    }
    if (overview.unlisted().isPresent()) {
      section =
          section.and(
              Tag.P.of(
                  Mark.missing(
                          "reports cannot be listed, so hosts that the manifest does not name are"
                              + " missing")
                      .html()),
              Tag.P.text(overview.unlisted().get()).as(Look.WHY));
    }
    int services = overview.fleet().hosts().stream().mapToInt(it -> it.cells().size()).sum();
    return section.and(
        overview.fleet().hosts().stream()
            .map(host ->
                new HostPart(host, wants, moments)
                    .html(services <= FEW || Mark.of(host).look() == Look.BAD))
            .toArray(Html[]::new));
  }
}
