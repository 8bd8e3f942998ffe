package slipway.push;

import slipway.push.cli.Tools;
import slipway.push.config.PushSettings;
import slipway.push.files.KeyFiles;
import slipway.push.files.RecentPushes;
import slipway.push.nix.CacheKey;
import slipway.push.nix.NixClosures;
import slipway.push.nix.NixPrograms;
import slipway.push.operation.Closures;
import slipway.push.process.Programs;
import slipway.push.s3.BucketCacheInfo;

/// The cache of one settings file, opened.
record WiredUploads(OpenBuckets buckets, Closures closures) implements Tools.Uploads {
  /// Three listings, two indexes and an archive are asked for and sent at once.
  private static final int FIRST_REQUESTS = 6;

  static WiredUploads open(
      Surroundings here, PushSettings settings, KeyFiles keys, Programs silent) {
    OpenBuckets buckets = OpenBuckets.of(here, settings);
    CacheKey key = new CacheKey(settings.cacheKeyFile(), keys);
    return new WiredUploads(buckets, closures(here, settings, buckets, key, silent));
  }

  /// @param key signs closures
  static Closures closures(
      Surroundings here,
      PushSettings settings,
      OpenBuckets buckets,
      CacheKey key,
      Programs silent) {
    buckets.cache().openAhead(FIRST_REQUESTS);
    return new NixClosures(
        new NixPrograms(
            silent,
            () ->
                here.display().isTerminal()
                    ? silent.drawing()
                    : silent.withErrors(here.display()::say),
            here.temporary(),
            here.store()),
        buckets.cache(),
        key,
        new BucketCacheInfo(buckets.cache()),
        RecentPushes.of(here.environment(), settings.cacheBucket()),
        here.display(),
        ProcessEnd::prepare);
  }

  @Override
  public void close() {
    buckets.close();
  }
}
