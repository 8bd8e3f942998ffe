package slipway.push.operation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import slipway.manifest.Generation;
import slipway.manifest.Manifest;
import slipway.push.change.ManifestStore;
import slipway.push.change.Signing;
import slipway.push.change.StoredManifest;
import slipway.push.change.VerifiedManifest;
import slipway.push.history.ManifestDifference;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import slipway.push.outcome.SideBySide;

/// Reads the archive back.
public final class History {
  private static final SideBySide READS = new SideBySide(8, "reading the archive", ExitCode.FAILED);

  private final ManifestStore store;
  private final Signing signing;

  public History(ManifestStore store, Signing signing) {
    this.store = store;
    this.signing = signing;
  }

  /// The newest generations first, the current one before all.
  public List<Entry> newest(int limit) throws Failure {
    Optional<StoredManifest> current = store.current();
    // One for the difference of the last, and one for the current, which the archive has, too.
    List<Instant> generations = store.archived().reversed().stream().limit(limit + 2L).toList();
    Map<Instant, Page> archive = read(generations);
    List<Page> pages = new ArrayList<>();
    if (current.isPresent()) {
      Page now = page(current.get(), true, signing::verify);
      pages.add(now);
      now.manifest()
          .map(manifest -> Generation.archiveName(manifest.generation()))
          .flatMap(Generation::parseArchiveName)
          .ifPresent(archive::remove);
    }
    generations.stream().filter(archive::containsKey).map(archive::get).forEach(pages::add);
    return entries(pages).stream().limit(limit).toList();
  }

  private static List<Entry> entries(List<Page> pages) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < pages.size(); i++) {
      Page page = pages.get(i);
      Optional<Manifest> before =
          i + 1 < pages.size() ? pages.get(i + 1).manifest() : Optional.empty();
      Optional<ManifestDifference> difference =
          page.manifest()
              .flatMap(after -> before.map(was -> ManifestDifference.between(was, after)));
      entries.add(
          new Entry(page.where(), page.current(), page.verified(), difference, page.problem()));
    }
    return entries;
  }

  private Map<Instant, Page> read(List<Instant> generations) throws Failure {
    Map<Instant, Page> pages = new HashMap<>();
    READS
        .read(generations, store::archived)
        .forEach((generation, found) ->
            found.ifPresent(stored -> pages.put(generation, archived(stored, generation))));
    return pages;
  }

  private Page archived(StoredManifest stored, Instant generation) {
    return page(stored, false, object -> signing.verify(object, generation));
  }

  private static Page page(StoredManifest stored, boolean current, Check check) {
    try {
      return new Page(stored.where(), current, Optional.of(check.verify(stored)), Optional.empty());
    } catch (Failure refused) {
      return new Page(
          stored.where(), current, Optional.empty(), Optional.of(Failure.text(refused)));
    }
  }

  private interface Check {
    VerifiedManifest verify(StoredManifest stored) throws Failure;
  }

  private record Page(
      String where,
      boolean current,
      Optional<VerifiedManifest> verified,
      Optional<String> problem) {
    Optional<Manifest> manifest() {
      return verified.map(VerifiedManifest::manifest);
    }
  }

  /// One generation.
  ///
  /// @param where the object that holds it
  /// @param verified empty where it cannot be trusted; `problem` says why
  /// @param difference to the generation before; empty where that is not known
  public record Entry(
      String where,
      boolean current,
      Optional<VerifiedManifest> verified,
      Optional<ManifestDifference> difference,
      Optional<String> problem) {}
}
