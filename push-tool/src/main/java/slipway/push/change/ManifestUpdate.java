package slipway.push.change;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

/// Carries one change through: read, verify, edit, archive what was current, replace it if it still
/// is, archive what is current now.
///
/// Nothing is overwritten that was not seen, or that is not in the archive. So the archive holds
/// every manifest that was replaced, whatever happens in between, and a current one that is missing
/// there is put there by the next push. That each push archives its own at once is for
/// [Succession]: it has to know the newest manifest, also while that still is current.
public final class ManifestUpdate {
  /// So many pushers may be at it at once before the last of them gives up.
  static final int ATTEMPTS = 25;

  private final ManifestStore store;
  private final Signing signing;
  private final Succession succession;
  private final Drafting drafting;
  private final Pauses pauses;

  public ManifestUpdate(
      ManifestStore store, Signing signing, InstantSource clock, Pauses pauses, Author author) {
    this.store = store;
    this.signing = signing;
    this.succession = new Succession(store, signing);
    this.drafting = new Drafting(store.where(), succession, clock, author);
    this.pauses = pauses;
  }

  /// The current manifest, verified; empty where there is none.
  public Optional<VerifiedManifest> current() throws Failure {
    Optional<StoredManifest> stored = store.current();
    return stored.isEmpty() ? Optional.empty() : Optional.of(signing.verify(stored.get()));
  }

  /// What the change would come to now. Refused where [#apply] would be.
  public Draft draft(ManifestChange change) throws Failure {
    return draft(change, current());
  }

  /// @param seen what [#current] said a while ago; saves reading it again
  public Draft draft(ManifestChange change, Optional<VerifiedManifest> seen) throws Failure {
    return drafting.draft(change, seen);
  }

  /// Refuses where the archive has a later manifest than `seen`, which was copied back then.
  public void requireNewest(Optional<VerifiedManifest> seen) throws Failure {
    List<Instant> later = succession.later(seen);
    if (seen.isPresent() && !later.isEmpty()) {
      throw succession.refusal(seen.get(), later.getFirst());
    }
  }

  /// Says that [#apply] comes after something slow, such as an upload.
  public void prepare() {
    store.prepareToReplace();
  }

  public Updated apply(ManifestChange change) throws Failure {
    return apply(change, current());
  }

  /// @param seen what [#current] said a while ago; saves reading it again
  public Updated apply(ManifestChange change, Optional<VerifiedManifest> seen) throws Failure {
    Optional<VerifiedManifest> current = seen;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Updated updated = attempt(change, current, attempt);
      if (updated != null) {
        return updated;
      }
      pauses.pause(attempt);
      current = current();
      if (!change.holdsAfterAnotherPush()) {
        throw new Failure(
            ExitCode.FAILED,
            store.where()
                + " was replaced by somebody else's push in this moment. Nothing was changed: look"
                + " at `slipway history`, then run this again");
      }
    }
    throw new Failure(
        ExitCode.FAILED,
        "others replaced %s %d times while this tried to; nothing was changed: run it again"
            .formatted(store.where(), ATTEMPTS));
  }

  /// Null where somebody else was faster.
  private @Nullable Updated attempt(
      ManifestChange change, Optional<VerifiedManifest> current, int attempt) throws Failure {
    Draft draft = drafting.draft(change, current);
    return switch (draft.edit()) {
      case ManifestChange.Edit.Unchanged() -> new Updated.Unchanged(draft.after());
      case ManifestChange.Edit.Next(byte[] next) -> {
        prepare();
        if (current.isPresent()) {
          StoredManifest replaced = current.get().stored();
          store.archive(
              replaced.bytes(), replaced.signature(), current.get().manifest().generation());
        }
        Instant generation = draft.stamp().generation();
        String signature = signing.sign(next);
        boolean won = store.replace(next, signature, current.map(VerifiedManifest::stored));
        yield won || landed(next, generation)
            ? new Updated.Written(
                draft.before(), draft.after(), attempt, archived(next, signature, generation))
            : null;
      }
    };
  }

  /// A write whose answer got lost may have been built upon by the time it looks like a lost one.
  /// Then the next pusher has archived it.
  private boolean landed(byte[] manifest, Instant generation) throws Failure {
    Optional<StoredManifest> kept = store.archived(generation);
    return kept.isPresent() && Arrays.equals(kept.get().bytes(), manifest);
  }

  /// Only after it became current: Succession takes what is in the archive for what was current.
  ///
  /// @return why not. Hosts follow the new manifest by now, so that is no failure of the change
  private Optional<String> archived(byte[] manifest, String signature, Instant generation) {
    try {
      store.archive(manifest, signature, generation);
      return Optional.empty();
    } catch (Failure e) {
      return Optional.of(Failure.text(e));
    }
  }
}
