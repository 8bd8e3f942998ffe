package slipway.push.cli;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import slipway.manifest.Manifest;
import slipway.manifest.Service;
import slipway.push.change.Updated;
import slipway.push.fleet.Expectation;
import tools.jackson.databind.node.ObjectNode;

/// What a command did to the manifest, and how it says so.
///
/// @param service the one that the command was about; null where it was about all
/// @param text for people
/// @param document for programs; gets what a wait finds out
record Changed(Updated updated, @Nullable String service, String text, ObjectNode document) {
  Manifest after() {
    return switch (updated) {
      case Updated.Written written -> written.after();
      case Updated.Unchanged(Manifest current) -> current;
    };
  }

  /// What hosts should make of it. Where nothing changed, whoever asks to wait wants to know
  /// whether they run it.
  List<Expectation> expected() {
    return switch (updated) {
      case Updated.Written written ->
          Expectation.of(
              written.before().orElse(null),
              written.after(),
              Optional.ofNullable(service).stream().toList());
      case Updated.Unchanged(Manifest current) ->
          Expectation.of(
              current,
              current,
              service == null
                  ? current.services().stream().map(Service::name).toList()
                  : List.of(service));
    };
  }
}
