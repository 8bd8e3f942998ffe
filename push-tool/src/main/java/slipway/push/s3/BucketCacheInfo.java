package slipway.push.s3;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import slipway.cache.Bucket;
import slipway.cache.BucketException;
import slipway.cache.Condition;
import slipway.cache.Fetched;
import slipway.cache.Written;
import slipway.manifest.StorePath;
import slipway.push.operation.CacheInfo;
import slipway.push.outcome.BucketFailures;
import slipway.push.outcome.Failure;

/// `nix-cache-info` in a bucket.
public final class BucketCacheInfo implements CacheInfo {
  private static final String KEY = "nix-cache-info";
  private static final int MOST_BYTES = 1 << 16;
  private static final String TEXT =
      "StoreDir: " + StorePath.STORE + "\nWantMassQuery: 1\nPriority: 40\n";

  private final Bucket bucket;

  public BucketCacheInfo(Bucket bucket) {
    this.bucket = bucket;
  }

  @Override
  public boolean write() throws Failure {
    try {
      if (bucket.fetch(KEY, null, MOST_BYTES) instanceof Fetched.Found) {
        return false;
      }
      return bucket.write(
              KEY,
              TEXT.getBytes(StandardCharsets.US_ASCII),
              "text/x-nix-cache-info",
              Map.of(),
              new Condition.IfAbsent())
          instanceof Written.Done;
    } catch (BucketException e) {
      throw BucketFailures.translated(e);
    }
  }
}
