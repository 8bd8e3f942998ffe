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
  public RolledBack run(Optional<String> typed, Approval approval) throws Failure {
    Optional<VerifiedManifest> current = update.current();
    if (typed.isEmpty()) {
      update.requireNewest(current);
    }
    List<Instant> archived = store.archived();
    VerifiedManifest earlier =
        typed.isPresent()
            ? load(GenerationChoice.among(archived, typed.get()))
            : previous(archived, current);
    return new RolledBack(
        earlier.manifest().generation(),
        new ApprovedUpdate(update, approval).apply(new Reissue(earlier), current));
  }

  /// The newest one that has hosts run something else: a freeze, too, makes a new manifest.
  private VerifiedManifest previous(List<Instant> archived, Optional<VerifiedManifest> current)
      throws Failure {
    for (Instant generation : archived.reversed()) {
      if (current.isPresent() && !generation.isBefore(current.get().manifest().generation())) {
        continue;
      }
      VerifiedManifest earlier = load(generation);
      if (current.isEmpty()
          || !earlier.manifest().services().equals(current.get().manifest().services())) {
        return earlier;
      }
    }
    throw new Failure(
        ExitCode.FAILED, "there is no earlier, other manifest to go back to in the archive");
  }

  private VerifiedManifest load(Instant generation) throws Failure {
    StoredManifest stored =
        store
            .archived(generation)
            .orElseThrow(() ->
                new Failure(
                    ExitCode.FAILED, "the manifest of " + generation + " vanished meanwhile"));
    return signing.verify(stored, generation);
  }

  /// @param to the generation whose content was issued again
  public record RolledBack(Instant to, Updated updated) {}
}
