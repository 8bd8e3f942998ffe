package slipway.push.operation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import slipway.manifest.Generation;
import slipway.push.change.ManifestStore;
import slipway.push.change.Signing;
import slipway.push.change.StoredManifest;
import slipway.push.change.VerifiedManifest;
import slipway.push.history.GenerationChoice;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

/// Every manifest that was current, verified when it is read.
public final class Archive {
  private final ManifestStore store;
  private final Signing signing;

  public Archive(ManifestStore store, Signing signing) {
    this.store = store;
    this.signing = signing;
  }

  public Optional<VerifiedManifest> current() throws Failure {
    Optional<StoredManifest> stored = store.current();
    return stored.isEmpty() ? Optional.empty() : Optional.of(signing.verify(stored.get()));
  }

  /// The generations before that of `manifest`, newest first; all where there is none.
  List<Instant> before(Optional<VerifiedManifest> manifest) throws Failure {
    return store.archived().reversed().stream()
        .filter(generation ->
            manifest.isEmpty() || generation.isBefore(manifest.get().manifest().generation()))
        .toList();
  }

  VerifiedManifest read(Instant generation) throws Failure {
    StoredManifest stored =
        store
            .archived(generation)
            .orElseThrow(() ->
                new Failure(
                    ExitCode.FAILED, "the manifest of " + generation + " vanished meanwhile"));
    return signing.verify(stored, generation);
  }

  /// What somebody typed for a generation. The current one may not be in the archive yet.
  VerifiedManifest choose(String typed, Optional<VerifiedManifest> current) throws Failure {
    List<Instant> known = new ArrayList<>(store.archived());
    Optional<Instant> now =
        current
            .map(verified -> verified.manifest().generation())
            .filter(generation ->
                known.stream().noneMatch(other -> named(other).equals(named(generation))));
    now.ifPresent(known::add);
    known.sort(Comparator.naturalOrder());
    Instant chosen = GenerationChoice.among(known, typed);
    return now.isPresent() && now.get().equals(chosen) ? current.orElseThrow() : read(chosen);
  }

  private static String named(Instant generation) {
    return Generation.archiveName(generation);
  }
}
