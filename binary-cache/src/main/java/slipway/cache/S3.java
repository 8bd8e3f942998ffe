package slipway.cache;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/// A client, made when it is first asked for, and what every request through it has in common.
final class S3 implements AutoCloseable {
  private final Supplier<S3Client> maker;
  private final BucketSettings settings;
  private final Timeouts timeouts;
  private final Failures failures;
  private final @Nullable Shortcut shortcut;
  private @Nullable S3Client client;

  /// @param shortcut is tried before the client
  S3(
      Supplier<S3Client> maker,
      BucketSettings settings,
      Timeouts timeouts,
      @Nullable Shortcut shortcut) {
    this.maker = maker;
    this.shortcut = shortcut;
    this.settings = settings;
    this.timeouts = timeouts;
    this.failures = new Failures(settings);
  }

  synchronized S3Client client() {
    if (client == null) {
      client = maker.get();
    }
    return client;
  }

  Optional<Shortcut> shortcut() {
    return Optional.ofNullable(shortcut);
  }

  @Override
  public synchronized void close() {
    if (shortcut != null) {
      shortcut.close();
    }
    if (client != null) {
      client.close();
    }
  }

  BucketSettings settings() {
    return settings;
  }

  Timeouts timeouts() {
    return timeouts;
  }

  Failures failures() {
    return failures;
  }

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
