package slipway.push.change;

import java.time.temporal.ChronoUnit;
import java.util.Optional;
import slipway.manifest.Freeze;
import slipway.manifest.ManifestEdits;
import slipway.manifest.Stamp;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

/// Asks everybody to leave the manifest as it is.
public record FreezeManifest(String reason) implements ManifestChange {
  @Override
  public Edit apply(Optional<VerifiedManifest> current, Stamp stamp) throws Failure {
    VerifiedManifest manifest = Edits.required(current);
    Freeze wanted = new Freeze(reason, stamp.pushedBy(), stamp.generation());
    Freeze there = manifest.manifest().freeze();
    if (there == null) {
      return Edits.next(
          ManifestEdits.frozen(manifest.bytes(), wanted, stamp),
          "the manifest cannot be frozen like this");
    }
    // The same again is what a try after a lost answer looks like.
    if (there.reason().equals(wanted.reason()) && there.by().equals(wanted.by())) {
      return new Edit.Unchanged();
    }
    throw new Failure(
        ExitCode.REFUSED,
        text(manifest.stored().where(), there)
            + " Nothing was changed: to give another reason, `slipway unfreeze` first");
  }

  /// Who froze it, since when and why; a whole sentence.
  static String text(String where, Freeze freeze) {
    return "%s is frozen, by %s since %s: \"%s\"."
        .formatted(
            where, freeze.by(), freeze.since().truncatedTo(ChronoUnit.SECONDS), freeze.reason());
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
