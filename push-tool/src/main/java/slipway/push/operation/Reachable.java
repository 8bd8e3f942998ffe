package slipway.push.operation;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import slipway.manifest.Manifest;
import slipway.manifest.Service;
import slipway.manifest.StorePath;
import slipway.push.change.Draft;
import slipway.push.history.ManifestDifference;
import slipway.push.history.ServiceDifference;
import slipway.push.operation.CachedClosures.Gap;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

/// Refuses a way back to closures that the cache has lost: a host could not fetch them, and would
/// stand there with a manifest that it cannot follow.
final class Reachable {
  private static final int SHOWN = 5;

  private final CachedClosures closures;

  Reachable(CachedClosures closures) {
    this.closures = closures;
  }

  void require(Draft draft) throws Failure {
    Map<String, StorePath> wanted = otherClosures(draft);
    Map<StorePath, List<Gap>> gaps = closures.gaps(List.copyOf(wanted.values()));
    if (gaps.isEmpty()) {
      return;
    }
    StringBuilder lines = new StringBuilder();
    wanted.forEach((service, path) -> {
      List<Gap> missing = gaps.getOrDefault(path, List.of());
      missing.stream()
          .limit(SHOWN)
          .forEach(gap ->
              lines.append(
                  "\n  %s: the cache's entry of %s %s"
                      .formatted(service, gap.path(), gap.problem())));
      if (missing.size() > SHOWN) {
        lines.append("\n  %s: and %d more".formatted(service, missing.size() - SHOWN));
      }
    });
    throw new Failure(
        ExitCode.REFUSED,
        "hosts could not fetch what ran then:"
            + lines
            + "\nNothing was changed: choose another generation of `slipway history`, or put these"
            + " paths into the cache again with `slipway cache push PATH` where a machine has them."
            + " If a colleague signed them, add the public key of their cache to trustedKeys in"
            + " slipway.json");
  }

  /// By service, in the order of the manifest. What runs now is left alone.
  private static Map<String, StorePath> otherClosures(Draft draft) {
    Manifest before = draft.before().orElseGet(() -> new Manifest(Instant.EPOCH, List.of()));
    Map<String, StorePath> closures = new LinkedHashMap<>();
    for (ServiceDifference difference :
        ManifestDifference.between(before, draft.after()).services()) {
      difference
          .after()
          .map(Service::storePath)
          .filter(path -> !difference.before().map(Service::storePath).equals(Optional.of(path)))
          .ifPresent(path -> closures.put(difference.service(), path));
    }
    return closures;
  }
}
