package slipway.cache;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/// An open client, and what every request through it has in common.
record S3(S3Client client, BucketSettings settings, Timeouts timeouts, Failures failures) {
  String bucket() {
    return settings.bucket();
  }

  String key(String name) {
    return settings.key(name);
  }

  /// The status of an answer; 0 where there was none.
  static int status(SdkException failure) {
    return failure instanceof AwsServiceException answer ? answer.statusCode() : 0;
  }

  /// Whether an object, but not its bucket, is missing.
  static boolean isMissing(SdkException failure) {
    return failure instanceof AwsServiceException answer
        && answer.statusCode() == 404
        && !Failures.code(answer).equals("NoSuchBucket");
  }
}
