package slipway.push.operation;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import slipway.manifest.Generation;
import slipway.manifest.ManifestEdits;
import slipway.manifest.NixSecretKey;
import slipway.manifest.Stamp;
import slipway.push.change.Author;
import slipway.push.change.ManifestStore;
import slipway.push.change.Signing;
import slipway.push.change.StoredManifest;
import slipway.push.config.PushSettings;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import slipway.push.outcome.Progress;

/// Makes keys and the first objects of a bucket. Whatever is there already stays as it is, so it
/// can be run again after any failure.
public final class Init {
  private final Keys keys;
  private final InstantSource clock;
  private final Author author;
  private final Progress progress;

  public Init(Keys keys, InstantSource clock, Author author, Progress progress) {
    this.keys = keys;
    this.clock = clock;
    this.author = author;
    this.progress = progress;
  }

  public Ready run(PushSettings settings, ManifestStore manifests, CacheInfo cacheInfo)
      throws Failure {
    Optional<StoredManifest> current = manifests.current();
    if (current.isPresent()) {
      requireKeys(settings, manifests.where());
    }
    String bucket = settings.bucket().bucket();
    String cacheBucket = settings.cacheBucket().bucket();
    NixSecretKey manifestKey = key(settings.manifestKeyFile(), bucket + "-manifest-1");
    NixSecretKey cacheKey = key(settings.cacheKeyFile(), cacheBucket + "-cache-1");
    String info = settings.cacheBucket().display() + "nix-cache-info";
    progress.say(cacheInfo.write() ? "wrote " + info : info + " is there; left as it is");
    manifest(manifests, current, new Signing(manifestKey, settings.trustedKeys()));
    return new Ready(settings, manifestKey, cacheKey);
  }

  private NixSecretKey key(Path file, String name) throws Failure {
    Optional<NixSecretKey> created = keys.create(file, name);
    progress.say(
        created.isPresent()
            ? "made the key " + name + " in " + file + "; keep a copy where only your team reads"
            : "the key " + file + " is there; left as it is");
    return created.isPresent() ? created.get() : keys.load(file);
  }

  /// New keys would bear the names of those in use, and no host would trust them.
  private void requireKeys(PushSettings settings, String manifest) throws Failure {
    for (Path file : List.of(settings.manifestKeyFile(), settings.cacheKeyFile())) {
      if (!keys.exists(file)) {
        throw new Failure(
            ExitCode.USAGE,
            manifest
                + " is there already, and its keys are not here: found no "
                + file
                + ". Get that file from a colleague (chmod 600) and run this again; for a key of"
                + " your own, make one under another name with `nix key generate-secret`, and have"
                + " hosts and colleagues trust it");
      }
    }
  }

  private void manifest(ManifestStore manifests, Optional<StoredManifest> current, Signing signing)
      throws Failure {
    if (current.isPresent()) {
      progress.say(manifests.where() + " is there; left as it is");
      signing.verify(current.get());
      return;
    }
    if (!manifests.archived().isEmpty()) {
      throw new Failure(
          ExitCode.FAILED,
          manifests.where()
              + " is missing, but its archive is not empty: an empty manifest now would have every"
              + " host remove its services. Bring one back with `slipway rollback`");
    }
    Stamp stamp = new Stamp(Generation.next(null, clock.instant()), author.name());
    byte[] empty = ManifestEdits.empty(stamp);
    boolean first = manifests.replace(empty, signing.sign(empty), Optional.empty());
    progress.say(
        first
            ? "wrote " + manifests.where() + ", without services"
            : manifests.where() + " was just written by somebody else; left as it is");
  }

  /// A bucket that can be pushed to.
  public record Ready(PushSettings settings, NixSecretKey manifestKey, NixSecretKey cacheKey) {}
}
