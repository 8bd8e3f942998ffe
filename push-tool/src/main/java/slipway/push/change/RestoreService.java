package slipway.push.change;

import java.util.Optional;
import slipway.manifest.ManifestEdits;
import slipway.manifest.Stamp;
import slipway.push.outcome.Failure;
import tools.jackson.databind.node.ObjectNode;

/// Has one service be again what it was in an earlier manifest, also where it was removed since.
///
/// @param earlier has the service
public record RestoreService(String service, VerifiedManifest earlier) implements ManifestChange {
  @Override
  public Edit apply(Optional<VerifiedManifest> current, Stamp stamp) throws Failure {
    VerifiedManifest manifest = Edits.required(current);
    ObjectNode entry = Entries.find(earlier.bytes(), service).orElseThrow();
    if (Entries.find(manifest.bytes(), service).filter(entry::equals).isPresent()) {
      return new Edit.Unchanged();
    }
    return Edits.next(
        ManifestEdits.withService(manifest.bytes(), entry, stamp),
        "%s cannot be again what it was in %s".formatted(service, earlier.manifest().generation()));
  }

  @Override
  public boolean holdsAfterAnotherPush() {
    return true;
  }

  @Override
  public boolean buildsOnCurrent() {
    return true;
  }
}
