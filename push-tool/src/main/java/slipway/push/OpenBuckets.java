package slipway.push;

import slipway.cache.Bucket;
import slipway.push.change.ManifestStore;
import slipway.push.config.PushSettings;
import slipway.push.s3.AtOwnRisk;
import slipway.push.s3.BucketManifests;
import slipway.push.s3.ConditionalOnly;

/// The buckets that settings name.
///
/// @param cache may be the same as `bucket`
record OpenBuckets(Bucket bucket, Bucket cache, ManifestStore manifests) implements AutoCloseable {
  static OpenBuckets of(Surroundings here, PushSettings settings) {
    Bucket bucket = here.buckets().apply(settings.bucket());
    Bucket cache =
        settings.cacheBucket().equals(settings.bucket())
            ? bucket
            : here.buckets().apply(settings.cacheBucket());
    if (settings.conditionalWrites()) {
      return new OpenBuckets(
          bucket, cache, new BucketManifests(bucket, new ConditionalOnly(bucket)));
    }
    Bucket plain = bucket.withoutConditionalWrites();
    return new OpenBuckets(
        plain,
        cache.withoutConditionalWrites(),
        new BucketManifests(plain, new AtOwnRisk(here.display())));
  }

  @Override
  public void close() {
    cache.close();
    bucket.close();
  }
}
