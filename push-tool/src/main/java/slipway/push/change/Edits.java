package slipway.push.change;

import java.util.Optional;
import slipway.manifest.Edited;
import slipway.push.change.ManifestChange.Edit;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

/// What changes have in common.
final class Edits {
  private Edits() {}

  static Edit next(Edited edited, String refusal) throws Failure {
    return switch (edited) {
      case Edited.Done(byte[] manifest) -> new Edit.Next(manifest);
      case Edited.Refused(var problems) ->
          throw new Failure(ExitCode.REFUSED, refusal + ":\n" + Problems.text(problems));
    };
  }

  static VerifiedManifest required(Optional<VerifiedManifest> current) throws Failure {
    // Starting an empty manifest here would have every host remove what it runs.
    return current.orElseThrow(() ->
        new Failure(
            ExitCode.FAILED,
            "there is no manifest.json in this bucket; in a new bucket run `slipway init`, in"
                + " one that had a manifest `slipway rollback GENERATION`"));
  }
}
