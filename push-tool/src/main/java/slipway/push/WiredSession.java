package slipway.push;

import slipway.cache.Bucket;
import slipway.push.change.ManifestStore;
import slipway.push.change.ManifestUpdate;
import slipway.push.change.Pauses;
import slipway.push.change.Signing;
import slipway.push.cli.Tools;
import slipway.push.config.PushSettings;
import slipway.push.files.KeyFiles;
import slipway.push.nix.CacheKey;
import slipway.push.nix.NixClosures;
import slipway.push.operation.Closures;
import slipway.push.operation.History;
import slipway.push.operation.Push;
import slipway.push.operation.Rollback;
import slipway.push.outcome.Failure;
import slipway.push.process.Programs;
import slipway.push.s3.BucketManifests;

/// The buckets and keys of one settings file, opened.
final class WiredSession implements Tools.Session {
  private final Surroundings here;
  private final Bucket bucket;
  private final Bucket cache;
  private final ManifestStore manifests;
  private final Signing signing;
  private final ManifestUpdate update;
  private final Closures closures;

  WiredSession(
      Surroundings here, PushSettings settings, KeyFiles keys, Programs silent, Pauses pauses)
      throws Failure {
    this.here = here;
    this.signing = new Signing(keys.load(settings.manifestKeyFile()), settings.trustedKeys());
    CacheKey cacheKey = new CacheKey(settings.cacheKeyFile(), keys.load(settings.cacheKeyFile()));
    this.bucket = here.buckets().apply(settings.bucket());
    this.cache =
        settings.cacheBucket().equals(settings.bucket())
            ? bucket
            : here.buckets().apply(settings.cacheBucket());
    this.manifests = new BucketManifests(bucket);
    this.update = new ManifestUpdate(manifests, signing, here.clock(), pauses);
    Programs shown = new Programs(here.directory(), here.err()::println);
    this.closures = new NixClosures(here.directory(), silent, shown, cache, cacheKey);
  }

  @Override
  public Closures closures() {
    return closures;
  }

  @Override
  public ManifestUpdate update() {
    return update;
  }

  @Override
  public Push push() {
    return new Push(update, closures, here.clock(), here.err()::println);
  }

  @Override
  public Rollback rollback() {
    return new Rollback(manifests, signing, update);
  }

  @Override
  public History history() {
    return new History(manifests, signing);
  }

  @Override
  public void close() {
    cache.close();
    bucket.close();
  }
}
