package slipway.deployer.s3;

import org.jspecify.annotations.Nullable;
import slipway.cache.Bucket;
import slipway.cache.BucketException;
import slipway.cache.Fetched;
import slipway.deployer.reconcile.ManifestSource;

/// The object `manifest.json`, read with If-None-Match.
public final class BucketManifest implements ManifestSource {
  private static final String KEY = "manifest.json";
  private static final int MAX_BYTES = 1024 * 1024;

  private final Bucket bucket;

  public BucketManifest(Bucket bucket) {
    this.bucket = bucket;
  }

  @Override
  public Polled poll(@Nullable String etag) {
    try {
      return switch (bucket.fetch(KEY, etag, MAX_BYTES)) {
        case Fetched.NotModified() -> new Polled.Unchanged();
        // An ETag of another body would have the next one taken for known, for ever.
        case Fetched.Found found ->
            new Polled.Fetched(
                found.body(),
                found.isNamedByItsEtag() ? found.etag() : "",
                found.metadata().get("signature"));
        case Fetched.Missing() ->
            new Polled.Unavailable(
                "the bucket %s has no %s%s; `slipway init` writes the first one, or `bucket` or `prefix` in the settings is wrong"
                    .formatted(bucket.settings().bucket(), bucket.settings().prefix(), KEY));
      };
    } catch (BucketException e) {
      return e.kind() == BucketException.Kind.TOO_LARGE
          ? new Polled.TooLarge(e.getMessage())
          : new Polled.Unavailable(e.getMessage());
    }
  }
}
