package slipway.push.change;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import slipway.manifest.Generation;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

/// Tells whether the archive has a later manifest than the current one. Whoever can write to the
/// bucket can copy an archived one over it, good signature and all, without having a key.
final class Succession {
  private final ManifestStore store;
  private final Signing signing;

  Succession(ManifestStore store, Signing signing) {
    this.store = store;
    this.signing = signing;
  }

  /// The archive's generations after the current one, newest first; all where there is none.
  /// Nothing, too, where somebody replaced what was `seen`: a write upon that is lost anyway.
  List<Instant> later(Optional<VerifiedManifest> seen) throws Failure {
    List<Instant> later =
        store.archived().reversed().stream()
            .filter(generation ->
                seen.isEmpty() || generation.isAfter(seen.get().manifest().generation()))
            .toList();
    if (later.isEmpty() || seen.isEmpty()) {
      return later;
    }
    // Each push since then has archived a later generation after it replaced what was seen, so this
    // must come after the archive was read.
    return isCurrent(seen.get().stored()) ? later : List.of();
  }

  /// The newest generation that a trusted key has signed. A name in the archive alone is anybody's,
  /// and must not decide about a generation that gets signed.
  Optional<Instant> newestSigned(List<Instant> newestFirst) throws Failure {
    for (Instant generation : newestFirst) {
      Optional<StoredManifest> stored = store.archived(generation);
      if (stored.isEmpty()) {
        continue;
      }
      try {
        return Optional.of(signing.verify(stored.get(), generation).manifest().generation());
      } catch (Failure _) {
        // History says of each object why it is not trusted.
      }
    }
    return Optional.empty();
  }

  Failure refusal(VerifiedManifest current, Instant later) {
    String found = Generation.archiveName(current.manifest().generation());
    String newest = Generation.archiveName(later);
    return new Failure(
        ExitCode.REFUSED,
        store.where()
            + " is of the generation "
            + found
            + ", and the archive has a later one, "
            + newest
            + ": an earlier manifest was copied over it, and a change to that would have other"
            + " services go back, too. Nothing was changed: look at `slipway history`, then run"
            + " `slipway rollback "
            + newest
            + "`, or, where the copy was meant, `slipway rollback "
            + found
            + "`; either becomes the newest generation, and this works again. If history does not"
            + " trust the later one, delete that object");
  }

  private boolean isCurrent(StoredManifest seen) throws Failure {
    Optional<StoredManifest> now = store.current();
    return now.isPresent() && now.get().etag().equals(seen.etag());
  }
}
