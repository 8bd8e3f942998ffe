package slipway.deployer.s3;

import slipway.cache.Bucket;
import slipway.cache.BucketException;
import slipway.deployer.report.ReportBucket;
import slipway.report.StatusKey;

/// The object `status/<host>.json`. Nobody else writes it, so it is replaced as it is.
public final class BucketReports implements ReportBucket {
  private final Bucket bucket;
  private final String key;

  public BucketReports(Bucket bucket, String host) {
    this.bucket = bucket;
    this.key = StatusKey.of(host);
  }

  @Override
  public Delivery put(byte[] report) {
    try {
      bucket.replace(key, report, "application/json");
      return new Delivery.Written();
    } catch (BucketException e) {
      return switch (e.kind()) {
        case UNREACHABLE, SERVER_ERROR -> new Delivery.Failed(e.getMessage());
        case NO_CREDENTIALS,
            DENIED,
            NO_SUCH_BUCKET,
            WRONG_REGION,
            TOO_LARGE,
            UNSUPPORTED,
            REFUSED ->
            new Delivery.Refused(e.getMessage());
      };
    }
  }
}
