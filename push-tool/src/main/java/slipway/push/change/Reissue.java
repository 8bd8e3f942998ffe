package slipway.push.change;

import java.time.Instant;
import java.util.Optional;
import slipway.manifest.ManifestEdits;
import slipway.push.outcome.Failure;

/// Makes the content of an earlier manifest the current one.
public record Reissue(VerifiedManifest earlier) implements ManifestChange {
  @Override
  public Edit apply(Optional<VerifiedManifest> current, Instant generation) throws Failure {
    if (current.isPresent()
        && current.get().manifest().services().equals(earlier.manifest().services())) {
      return new Edit.Unchanged();
    }
    return Edits.next(
        ManifestEdits.reissued(earlier.bytes(), generation),
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
