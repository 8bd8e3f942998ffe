package slipway.push.operation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import slipway.push.change.ManifestStore;
import slipway.push.change.ManifestUpdate;
import slipway.push.change.Reissue;
import slipway.push.change.Signing;
import slipway.push.change.StoredManifest;
import slipway.push.change.Updated;
import slipway.push.change.VerifiedManifest;
import slipway.push.history.GenerationChoice;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

/// Issues an earlier manifest again, whole, under a new generation and a new signature.
public final class Rollback {
  private final ManifestStore store;
  private final Signing signing;
  private final ManifestUpdate update;

  public Rollback(ManifestStore store, Signing signing, ManifestUpdate update) {
    this.store = store;
    this.signing = signing;
    this.update = update;
  }

  /// @param typed which generation; empty means the one before the current, which has to be the
  ///   newest then
  public RolledBack run(Optional<String> typed) throws Failure {
    Optional<VerifiedManifest> current = update.current();
    if (typed.isEmpty()) {
      update.requireNewest(current);
    }
    List<Instant> archived = store.archived();
    Instant target =
        typed.isPresent()
            ? GenerationChoice.among(archived, typed.get())
            : previous(archived, current);
    StoredManifest stored =
        store
            .archived(target)
            .orElseThrow(() ->
                new Failure(ExitCode.FAILED, "the manifest of " + target + " vanished meanwhile"));
    VerifiedManifest earlier = signing.verify(stored, target);
    return new RolledBack(
        earlier.manifest().generation(), update.apply(new Reissue(earlier), current));
  }

  private static Instant previous(List<Instant> archived, Optional<VerifiedManifest> current)
      throws Failure {
    return archived.reversed().stream()
        .filter(generation ->
            current.isEmpty() || generation.isBefore(current.get().manifest().generation()))
        .findFirst()
        .orElseThrow(() ->
            new Failure(
                ExitCode.FAILED, "there is no earlier manifest to go back to in the archive"));
  }

  /// @param to the generation whose content was issued again
  public record RolledBack(Instant to, Updated updated) {}
}
