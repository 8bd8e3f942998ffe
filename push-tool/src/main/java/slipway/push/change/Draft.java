package slipway.push.change;

import java.util.Optional;
import slipway.manifest.Manifest;
import slipway.manifest.ManifestReader;
import slipway.manifest.Reading;
import slipway.manifest.Stamp;

/// What a change comes to upon the manifest that is current, before anything is written.
///
/// @param seen that manifest; empty where there is none
/// @param stamp of the manifest that results
public record Draft(Optional<VerifiedManifest> seen, Stamp stamp, ManifestChange.Edit edit) {
  public Optional<Manifest> before() {
    return seen.map(VerifiedManifest::manifest);
  }

  /// What is current already where the change changes nothing.
  public Manifest after() {
    return switch (edit) {
      case ManifestChange.Edit.Unchanged() -> before().orElseThrow();
      case ManifestChange.Edit.Next(byte[] next) -> read(next);
    };
  }

  private static Manifest read(byte[] validated) {
    return switch (ManifestReader.read(validated)) {
      case Reading.Valid(Manifest manifest) -> manifest;
      case Reading.Invalid(var problems) ->
          throw new IllegalStateException("edits validate what they return: " + problems);
    };
  }
}
