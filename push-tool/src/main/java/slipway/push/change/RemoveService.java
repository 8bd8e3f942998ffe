package slipway.push.change;

import java.util.Optional;
import slipway.manifest.Edited;
import slipway.manifest.ManifestEdits;
import slipway.manifest.Stamp;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

/// Takes one service out of the manifest.
public record RemoveService(String service) implements ManifestChange {
  @Override
  public Edit apply(Optional<VerifiedManifest> current, Stamp stamp) throws Failure {
    VerifiedManifest manifest = Edits.required(current);
    Edited edited = ManifestEdits.withoutService(manifest.bytes(), service, stamp);
    if (Entries.find(manifest.bytes(), service).isEmpty()
        && edited instanceof Edited.Refused(var problems)) {
      throw new Failure(ExitCode.USAGE, problems.getFirst().message());
    }
    return Edits.next(edited, "the manifest without " + service + " breaks rules");
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
