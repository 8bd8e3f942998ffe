package slipway.push.operation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import slipway.manifest.Generation;
import slipway.manifest.Manifest;
import slipway.manifest.Service;
import slipway.push.change.Draft;
import slipway.push.change.ManifestChange;
import slipway.push.change.ManifestUpdate;
import slipway.push.change.Reissue;
import slipway.push.change.RestoreService;
import slipway.push.change.Updated;
import slipway.push.change.VerifiedManifest;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

/// Goes back to an earlier manifest, or to what one service was in it, under a new generation and a
/// new signature.
public final class Rollback {
  private final Archive archive;
  private final ManifestUpdate update;
  private final Reachable reachable;

  public Rollback(Archive archive, ManifestUpdate update, CachedClosures closures) {
    this.archive = archive;
    this.update = update;
    this.reachable = new Reachable(closures);
  }

  /// @param typed which generation; empty means the last that had hosts run something else than the
  ///   current, which has to be the newest then
  public RolledBack everything(Optional<String> typed, Approval approval) throws Failure {
    Optional<VerifiedManifest> current = update.current();
    if (typed.isEmpty()) {
      update.requireNewest(current);
    }
    VerifiedManifest earlier =
        typed.isPresent() ? archive.choose(typed.get(), current) : other(current);
    return run(new Reissue(earlier), earlier, current, approval);
  }

  /// @param typed which generation; empty means the last in which the service was another one
  public RolledBack service(String service, Optional<String> typed, Approval approval)
      throws Failure {
    Optional<VerifiedManifest> current = update.current();
    update.requireNewest(current);
    VerifiedManifest earlier =
        typed.isPresent()
            ? with(service, archive.choose(typed.get(), current))
            : otherWith(service, current);
    return run(new RestoreService(service, earlier), earlier, current, approval);
  }

  private RolledBack run(
      ManifestChange change,
      VerifiedManifest earlier,
      Optional<VerifiedManifest> current,
      Approval approval)
      throws Failure {
    Draft draft = update.draft(change, current);
    reachable.require(draft);
    Instant generation = earlier.manifest().generation();
    return new RolledBack(generation, new ApprovedUpdate(update, approval).apply(change, draft));
  }

  /// A freeze, too, makes a new manifest, so the one before may run the same.
  private VerifiedManifest other(Optional<VerifiedManifest> current) throws Failure {
    Optional<List<Service>> now = current.map(verified -> verified.manifest().services());
    for (Instant generation : archive.before(current)) {
      VerifiedManifest earlier = archive.read(generation);
      if (!now.equals(Optional.of(earlier.manifest().services()))) {
        return earlier;
      }
    }
    throw new Failure(
        ExitCode.FAILED, "there is no earlier, other manifest to go back to in the archive");
  }

  private VerifiedManifest otherWith(String service, Optional<VerifiedManifest> current)
      throws Failure {
    Optional<Service> now = current.flatMap(verified -> find(service, verified.manifest()));
    for (Instant generation : archive.before(current)) {
      VerifiedManifest earlier = archive.read(generation);
      Optional<Service> then = find(service, earlier.manifest());
      if (then.isPresent() && !then.equals(now)) {
        return earlier;
      }
    }
    throw new Failure(
        ExitCode.FAILED,
        now.isPresent()
            ? "the archive has no manifest in which " + service + " was another one"
            : "no manifest, current or in the archive, has a service " + service);
  }

  private static VerifiedManifest with(String service, VerifiedManifest earlier) throws Failure {
    if (find(service, earlier.manifest()).isPresent()) {
      return earlier;
    }
    String names =
        earlier.manifest().services().stream()
            .map(Service::name)
            .sorted()
            .collect(Collectors.joining(", "));
    throw new Failure(
        ExitCode.USAGE,
        "the manifest of "
            + Generation.archiveName(earlier.manifest().generation())
            + " has no service "
            + service
            + (names.isEmpty() ? "; it has none" : "; it has " + names)
            + ". To have it go, type `slipway remove "
            + service
            + "`");
  }

  private static Optional<Service> find(String service, Manifest manifest) {
    return manifest.services().stream()
        .filter(candidate -> candidate.name().equals(service))
        .findFirst();
  }

  /// @param to the generation that was gone back to
  public record RolledBack(Instant to, Updated updated) {}
}
