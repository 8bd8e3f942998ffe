package slipway.push.change;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import slipway.manifest.Freeze;
import slipway.manifest.Generation;
import slipway.manifest.Manifest;
import slipway.manifest.Stamp;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

/// Applies changes to whatever is current, and refuses those that nobody should make now.
final class Drafting {
  private final String where;
  private final Succession succession;
  private final InstantSource clock;
  private final Author author;

  /// @param where the current manifest, as it is shown to people
  Drafting(String where, Succession succession, InstantSource clock, Author author) {
    this.where = where;
    this.succession = succession;
    this.clock = clock;
    this.author = author;
  }

  Draft draft(ManifestChange change, Optional<VerifiedManifest> current) throws Failure {
    List<Instant> later = succession.later(current);
    if (change.buildsOnCurrent() && current.isPresent() && !later.isEmpty()) {
      throw succession.refusal(current.get(), later.getFirst());
    }
    // Later than all there was, or the next push would find a later one in the archive again.
    Instant newest =
        succession
            .newestSigned(later)
            .or(() -> current.map(VerifiedManifest::manifest).map(Manifest::generation))
            .orElse(null);
    Stamp stamp = new Stamp(Generation.next(newest, clock.instant()), author.name());
    // What was copied back has to be issued again even where its services are those wanted, and
    // whether it was frozen when it was current says nothing about now.
    Optional<VerifiedManifest> base = later.isEmpty() ? current : Optional.empty();
    ManifestChange.Edit edit = change.apply(base, stamp);
    Optional<Freeze> freeze =
        base.flatMap(verified -> Optional.ofNullable(verified.manifest().freeze()));
    return switch (edit) {
      case ManifestChange.Edit.Next _ when freeze.isPresent() && !change.worksWhileFrozen() ->
          throw new Failure(
              ExitCode.REFUSED,
              FreezeManifest.text(where, freeze.get())
                  + " Nothing was changed: ask them, or end the freeze with `slipway unfreeze`,"
                  + " then run this again");
      case ManifestChange.Edit.Next next -> new Draft(current, stamp, next);
      case ManifestChange.Edit.Unchanged unchanged -> new Draft(current, stamp, unchanged);
    };
  }
}
