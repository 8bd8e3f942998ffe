package slipway.push.page;

import java.util.ArrayList;
import java.util.List;
import slipway.manifest.Freeze;
import slipway.manifest.Generation;
import slipway.push.fleet.Cell;
import slipway.push.fleet.Fleet;
import slipway.push.fleet.HostStatus.Standing;
import slipway.push.html.Anchor;
import slipway.push.html.Element;
import slipway.push.html.Html;
import slipway.push.html.Tag;
import slipway.push.operation.Overview;

/// Whether everything is as it should be, in a line, and the manifest that says how that is.
record Summary(Overview overview, List<Deviation> deviations) {
  /// Of the browser's tab.
  String title() {
    return words() + " – Slipway fleet";
  }

  Element html(Moments moments) {
    Anchor place = new Anchor("summary");
    Fleet fleet = overview.fleet();
    Element section =
        Tag.SECTION
            .of(
                Tag.H2.text("Is everything as it should be?").at(place),
                Tag.P.of(mark().html()).as(Look.VERDICT),
                counts(),
                manifest(moments))
            .labelledBy(place);
    Freeze freeze = fleet.manifest().freeze();
    return freeze == null
        ? section
        : section.and(
            Tag.P.of(
                new Mark(Look.WARN, "!", "The manifest is frozen by ").html(),
                Tag.BDI.text(freeze.by()),
                Html.text(" "),
                moments.since(freeze.since()),
                Html.text(": hosts go on, and pushes are refused.")),
            Tag.P.text(freeze.reason()).as(Look.WHY));
  }

  private Element manifest(Moments moments) {
    Fleet fleet = overview.fleet();
    String by = fleet.manifest().pushedBy();
    return Tag.P.of(
        Html.text("Manifest "),
        Tag.CODE.text(Generation.archiveName(fleet.manifest().generation())),
        Html.text(", pushed "),
        moments.ago(fleet.manifest().generation()),
        Html.text(by == null ? "" : ", by "),
        Tag.BDI.text(by == null ? "" : by));
  }

  private Mark mark() {
    return switch (overview.fleet().outcome()) {
      case DEPLOYED ->
          overview.fleet().hosts().isEmpty()
              ? new Mark(Look.QUIET, "-", words())
              : new Mark(
                  unhealthy() > 0 ? Look.WARN : Look.GOOD, unhealthy() > 0 ? "!" : "✓", words());
      case LATE -> new Mark(Look.WARN, "·", words());
      case FAILED -> new Mark(Look.BAD, "✗", words());
    };
  }

  private String words() {
    List<String> parts = new ArrayList<>();
    add(parts, failed(), " failed");
    add(parts, unhealthy(), " unhealthy");
    add(parts, behind(), " behind");
    add(parts, silent(), silent() == 1 ? " host silent" : " hosts silent");
    if (!parts.isEmpty()) {
      return String.join(", ", parts);
    }
    return switch (overview.fleet().outcome()) {
      case DEPLOYED ->
          overview.fleet().hosts().isEmpty()
              ? "no host is named, and none has reported"
              : "everything is as the manifest says";
      case LATE, FAILED -> "not as the manifest says";
    };
  }

  private static void add(List<String> parts, long count, String what) {
    if (count > 0) {
      parts.add(count + what);
    }
  }

  private Element counts() {
    return Tag.DL
        .of(
            count("Hosts", overview.fleet().hosts().size()),
            count("Services", overview.fleet().manifest().services().size()),
            count("Failed", failed()),
            count("Behind", behind()),
            count("Silent hosts", silent()))
        .as(Look.COUNTS);
  }

  private static Element count(String what, long count) {
    return Tag.DIV.of(Tag.DT.text(what), Tag.DD.text(Long.toString(count)));
  }

  private long failed() {
    return deviations.stream().flatMap(it -> it.cell().stream()).filter(Cell::isWrong).count();
  }

  private long unhealthy() {
    return deviations.stream().flatMap(it -> it.cell().stream()).filter(Cell::isUnhealthy).count();
  }

  /// Services; hosts that go by another manifest where no service of theirs differs.
  private long behind() {
    return deviations.stream().filter(it -> it.kind() == Deviation.Kind.BEHIND).count();
  }

  private long silent() {
    return overview.fleet().hosts().stream()
        .filter(it -> it.standing() == Standing.LATE || it.standing() == Standing.UNKNOWN)
        .count();
  }
}
