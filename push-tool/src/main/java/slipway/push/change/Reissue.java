package slipway.push.change;

import java.util.Optional;
import slipway.manifest.ManifestEdits;
import slipway.manifest.Stamp;
import slipway.push.outcome.Failure;

/// Makes the content of an earlier manifest the current one.
public record Reissue(VerifiedManifest earlier) implements ManifestChange {
  @Override
  public Edit apply(Optional<VerifiedManifest> current, Stamp stamp) throws Failure {
    if (current.isPresent()
        && current.get().manifest().services().equals(earlier.manifest().services())) {
      return new Edit.Unchanged();
    }
    return Edits.next(
        ManifestEdits.reissued(earlier.bytes(), stamp),
        earlier.stored().where() + " cannot be issued again");
  }

  @Override
  public boolean holdsAfterAnotherPush() {
    return false;
  }

  @Override
  public boolean buildsOnCurrent() {
    return false;
  }
}
