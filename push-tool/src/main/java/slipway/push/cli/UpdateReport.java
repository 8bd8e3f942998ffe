package slipway.push.cli;

import java.util.List;
import java.util.Optional;
import slipway.manifest.Freeze;
import slipway.manifest.Manifest;
import slipway.push.change.Updated;
import slipway.push.history.FreezeDifference;
import slipway.push.history.ManifestDifference;
import slipway.push.history.ServiceDifference;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a changed manifest looks like in a report.
final class UpdateReport {
  private UpdateReport() {}

  static String text(Updated updated) {
    return switch (updated) {
      case Updated.Unchanged(Manifest current) ->
          "nothing changed; generation " + current.generation() + " says so already";
      case Updated.Written written ->
          "generation "
              + written.after().generation()
              + ": "
              + difference(written).text()
              + meanwhile(written)
              + written.unarchived().map(UpdateReport::unarchived).orElse("");
    };
  }

  /// What was shown before the write was about another manifest then.
  private static String meanwhile(Updated.Written written) {
    return written.attempts() == 1
        ? ""
        : written
            .before()
            .map(before ->
                "\nsomebody else pushed in between, and their change is kept: generation "
                    + before.generation()
                    + (before.pushedBy() == null ? "" : " by " + before.pushedBy()))
            .orElse("");
  }

  private static String unarchived(String reason) {
    return "\nit is current, and not in the archive yet; the next push puts it there. The reason: "
        + reason;
  }

  static ObjectNode json(Updated updated) {
    ObjectNode document = Report.object();
    switch (updated) {
      case Updated.Unchanged(Manifest current) ->
          document.put("changed", false).put("generation", current.generation().toString());
      case Updated.Written written -> {
        document.put("changed", true).put("generation", written.after().generation().toString());
        written
            .before()
            .ifPresent(before -> document.put("previous", before.generation().toString()));
        document.set("changes", changes(difference(written).services()));
        freeze(difference(written).freeze(), document);
        document.put("attempts", written.attempts());
        written.unarchived().ifPresent(reason -> document.put("unarchived", reason));
      }
    }
    return document;
  }

  /// What the manifest says from then on, where that is new; null where it is frozen no more.
  static void freeze(Optional<FreezeDifference> difference, ObjectNode document) {
    difference.ifPresent(change -> {
      switch (change) {
        case FreezeDifference.Frozen(Freeze freeze) ->
            document
                .putObject("freeze")
                .put("reason", freeze.reason())
                .put("by", freeze.by())
                .put("since", freeze.since().toString());
        case FreezeDifference.Lifted _ -> document.putNull("freeze");
      }
    });
  }

  static ArrayNode changes(List<ServiceDifference> services) {
    ArrayNode changes = Report.array();
    for (ServiceDifference difference : services) {
      String kind =
          switch (difference) {
            case ServiceDifference.Added _ -> "added";
            case ServiceDifference.Removed _ -> "removed";
            case ServiceDifference.Changed _ -> "changed";
          };
      changes
          .addObject()
          .put("service", difference.service())
          .put("change", kind)
          .put("text", difference.text());
    }
    return changes;
  }

  private static ManifestDifference difference(Updated.Written written) {
    Manifest before =
        written.before().orElseGet(() -> new Manifest(written.after().generation(), List.of()));
    return ManifestDifference.between(before, written.after());
  }
}
