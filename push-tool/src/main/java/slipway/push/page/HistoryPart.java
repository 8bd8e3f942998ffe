package slipway.push.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import slipway.manifest.Generation;
import slipway.push.change.VerifiedManifest;
import slipway.push.history.ManifestDifference;
import slipway.push.html.Anchor;
import slipway.push.html.Element;
import slipway.push.html.Html;
import slipway.push.html.Tag;
import slipway.push.operation.History.Entry;
import slipway.push.operation.Overview.Past;
import slipway.push.preview.Preview;
import slipway.push.preview.PreviewText;

/// The manifests that were current, each with what `slipway diff` says of it and the one before.
record HistoryPart(Past past, Moments moments) {
  /// The first manifest of a large fleet is all new. Nobody reads that on a page.
  private static final int MOST_LINES = 300;

  Element html() {
    Anchor place = new Anchor("history");
    Element section = Tag.SECTION.of(Tag.H2.text("History").at(place)).labelledBy(place);
    return switch (past) {
      case Past.Unknown(String problem) ->
          section.and(
              Tag.P.of(Mark.missing("the archive of manifests cannot be read").html()),
              Tag.P.text(problem).as(Look.WHY));
      case Past.Known(List<Entry> entries, boolean more) -> {
        Element known = section.and(entries.stream().map(this::entry).toArray(Html[]::new));
        yield known.and(
            Tag.P.text(
                more
                    ? ("Shown are the newest %d manifests. slipway history --limit N and slipway"
                            + " dashboard --history N go further back.")
                        .formatted(entries.size())
                    : "That is all that the archive has."));
      }
    };
  }

  private Element entry(Entry entry) {
    return entry
        .verified()
        .map(verified -> known(entry, verified))
        .orElseGet(() ->
            Tag.DETAILS.of(
                Tag.SUMMARY.of(
                    Tag.BDI.text(entry.where()),
                    Html.text(": "),
                    new Mark(Look.BAD, "✗", "not trusted").html()),
                Tag.P.text(entry.problem().orElse("")).as(Look.WHY)));
  }

  private Element known(Entry entry, VerifiedManifest verified) {
    List<Html> head = new ArrayList<>();
    head.add(moments.ago(verified.manifest().generation()));
    head.add(Html.text(entry.current() ? ", current, by " : ", by "));
    String by = verified.manifest().pushedBy();
    head.add(Tag.BDI.text(by == null ? "?" : by));
    head.add(Html.text(" (key " + verified.signedBy() + "): "));
    head.add(
        Tag.BDI.text(
            entry
                .difference()
                .map(ManifestDifference::text)
                .orElse(verified.manifest().services().size() + " services")));
    return Tag.DETAILS.of(
        Tag.SUMMARY.of(head),
        Tag.P.of(
            Html.text("Generation "),
            Tag.CODE.text(Generation.archiveName(verified.manifest().generation()))),
        difference(entry.difference()));
  }

  private static Element difference(Optional<ManifestDifference> difference) {
    if (difference.isEmpty()) {
      return Tag.P.text("What it was before is not known here.");
    }
    List<String> lines = PreviewText.differences(Preview.of(difference.get()), Map.of());
    if (lines.isEmpty()) {
      return Tag.P.text("No difference to the one before.");
    }
    List<String> shown = new ArrayList<>(lines.subList(0, Math.min(MOST_LINES, lines.size())));
    if (shown.size() < lines.size()) {
      shown.add("and %d more lines, see slipway diff".formatted(lines.size() - shown.size()));
    }
    return Tag.PRE.text(String.join("\n", shown)).as(Look.DIFF);
  }
}
