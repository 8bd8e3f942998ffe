package slipway.push.change;

import java.util.Optional;
import slipway.manifest.ManifestEdits;
import slipway.manifest.Stamp;
import slipway.push.outcome.Failure;

/// Lets the manifest be changed again.
public record UnfreezeManifest() implements ManifestChange {
  @Override
  public Edit apply(Optional<VerifiedManifest> current, Stamp stamp) throws Failure {
    VerifiedManifest manifest = Edits.required(current);
    return manifest.manifest().freeze() == null
        ? new Edit.Unchanged()
        : Edits.next(
            ManifestEdits.unfrozen(manifest.bytes(), stamp), "the manifest cannot be unfrozen");
  }

  @Override
  public boolean worksWhileFrozen() {
    return true;
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
