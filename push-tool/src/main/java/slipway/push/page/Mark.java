package slipway.push.page;

import slipway.push.fleet.Cell;
import slipway.push.fleet.HostStatus;
import slipway.push.fleet.HostStatus.Standing;
import slipway.push.html.Element;
import slipway.push.html.Html;
import slipway.push.html.Tag;

/// How something stands: a sign and a colour for a glance, and words that say the same.
record Mark(Look look, String sign, String words) {
  static Mark of(HostStatus host, Cell cell) {
    if (host.standing() == Standing.UNKNOWN) {
      return new Mark(Look.WARN, "?", "not known");
    }
    String words = cell.state().words();
    return switch (cell.state()) {
      case DEPLOYED ->
          cell.isUnhealthy()
              ? new Mark(Look.WARN, "!", "unhealthy")
              : new Mark(Look.GOOD, "✓", words);
      case DEPLOYING -> new Mark(Look.WARN, "·", words);
      case ROLLED_BACK, FAILED, BLOCKED -> new Mark(Look.BAD, "✗", words);
      case BEHIND, PENDING -> new Mark(Look.WARN, "·", words);
      case LEAVING -> new Mark(Look.WARN, "-", words);
    };
  }

  static Mark of(HostStatus host) {
    if (host.cells().values().stream().anyMatch(Cell::isWrong)) {
      return new Mark(Look.BAD, "✗", "failed in part");
    }
    return switch (host.standing()) {
      case CURRENT ->
          host.cells().values().stream().anyMatch(Cell::isUnhealthy)
              ? new Mark(Look.WARN, "!", "unhealthy in part")
              : underWay(host);
      case BEHIND -> new Mark(Look.WARN, "·", "behind");
      case LATE -> new Mark(Look.WARN, "?", "silent");
      case UNKNOWN -> new Mark(Look.WARN, "?", "not known");
      case UNUSED -> new Mark(Look.QUIET, "-", "not used");
    };
  }

  /// Something that should be on the page, and could not be read.
  static Mark missing(String words) {
    return new Mark(Look.WARN, "?", words);
  }

  private static Mark underWay(HostStatus host) {
    return host.cells().values().stream().allMatch(cell -> cell.state() == Cell.State.DEPLOYED)
        ? new Mark(Look.GOOD, "✓", "as the manifest says")
        : new Mark(Look.WARN, "·", "under way");
  }

  Element html() {
    return Tag.SPAN.of(Tag.SPAN.text(sign).unspoken(), Html.text(" " + words)).as(look);
  }
}
