package slipway.push.s3;

import java.util.Optional;
import java.util.function.Function;
import slipway.cache.Bucket;
import slipway.cache.BucketException;
import slipway.cache.BucketSettings;
import slipway.cache.ConditionalWrites;
import slipway.push.operation.BucketScout;
import slipway.push.outcome.BucketFailures;
import slipway.push.outcome.Failure;

/// Buckets that somebody thinks of using.
public record NewBuckets(Function<BucketSettings, Bucket> buckets) implements BucketScout {
  @Override
  public Found look(BucketSettings settings) {
    try (Bucket bucket = buckets.apply(settings)) {
      bucket.list("manifest.json");
      return switch (bucket.probeConditionalWrites()) {
        case ConditionalWrites.Kept() -> new Found.Usable(Optional.empty());
        case ConditionalWrites.Lacking(String found) -> new Found.Usable(Optional.of(found));
      };
    } catch (BucketException e) {
      return switch (e.kind()) {
        case NO_SUCH_BUCKET -> new Found.Missing();
        case NO_CREDENTIALS,
            DENIED,
            WRONG_REGION,
            UNREACHABLE,
            SERVER_ERROR,
            TOO_LARGE,
            UNSUPPORTED,
            REFUSED ->
            new Found.Unusable(Failure.text(e));
      };
    }
  }

  @Override
  public void create(BucketSettings settings) throws Failure {
    try (Bucket bucket = buckets.apply(settings)) {
      bucket.create();
    } catch (BucketException e) {
      throw BucketFailures.translated(e);
    }
  }
}
