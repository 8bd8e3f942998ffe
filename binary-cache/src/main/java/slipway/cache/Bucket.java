package slipway.cache;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;

/// An S3 bucket, seen through a key prefix. Safe for use by many threads.
public final class Bucket implements AutoCloseable {
  private final S3 s3;
  private final @Nullable Glance glance;
  private final Credentials credentials;
  private final boolean conditions;

  private Bucket(S3 s3, @Nullable Glance glance, Credentials credentials, boolean conditions) {
    this.s3 = s3;
    this.glance = glance;
    this.credentials = credentials;
    this.conditions = conditions;
  }

  /// Opens a bucket with the credentials that its settings point at. Nothing is sent yet.
  ///
  /// @param http the kind of HTTP client; its time-outs come from `timeouts`
  public static Bucket open(
      BucketSettings settings, SdkHttpClient.Builder<?> http, Timeouts timeouts) {
    return open(
        settings,
        () -> http,
        timeouts,
        Credentials.of(settings.profile()),
        new Glance(settings, System.getenv(), Clock.systemUTC()),
        null);
  }

  /// The same for many requests in a short time: those about small objects go by a [Shortcut].
  ///
  /// @param environment names the credentials, where they are written down
  public static Bucket openForMany(
      BucketSettings settings,
      Supplier<SdkHttpClient.Builder<?>> http,
      Timeouts timeouts,
      Map<String, String> environment,
      InstantSource clock) {
    return open(
        settings,
        http,
        timeouts,
        Credentials.of(settings.profile()),
        null,
        Shortcut.of(settings, environment, clock, timeouts).orElse(null));
  }

  /// Opens a bucket with credentials of the caller's.
  public static Bucket open(
      BucketSettings settings,
      SdkHttpClient.Builder<?> http,
      Timeouts timeouts,
      AwsCredentialsProvider credentials) {
    return open(settings, () -> http, timeouts, Credentials.of(credentials), null, null);
  }

  /// The same, with a shortcut that is tried first.
  static Bucket open(
      BucketSettings settings,
      SdkHttpClient.Builder<?> http,
      Timeouts timeouts,
      AwsCredentialsProvider credentials,
      Shortcut shortcut) {
    return open(settings, () -> http, timeouts, Credentials.of(credentials), null, shortcut);
  }

  private static Bucket open(
      BucketSettings settings,
      Supplier<SdkHttpClient.Builder<?>> http,
      Timeouts timeouts,
      Credentials credentials,
      @Nullable Glance glance,
      @Nullable Shortcut shortcut) {
    return new Bucket(
        new S3(
            () -> S3Clients.open(settings, http.get(), timeouts, credentials),
            settings,
            timeouts,
            shortcut),
        glance,
        credentials,
        true);
  }

  /// The same bucket, for a provider that lacks conditional writes. Conditions are checked by
  /// reading right before the write, so that two writers at the same moment both succeed, and one
  /// overwrites the other unseen. Closing either closes both.
  public Bucket withoutConditionalWrites() {
    return new Bucket(s3, glance, credentials, false);
  }

  /// Begins to connect for so many requests that are about to be made, where that is known to be of
  /// use.
  public void openAhead(int requests) {
    s3.shortcut().ifPresent(it -> it.openAhead(requests));
  }

  /// The server's clock, by the header `Date` of an answer, whatever that answer is: to a second,
  /// and at some moment of the call. Empty where it sends none.
  public Optional<Instant> serverTime() throws BucketException {
    return new ServerClock(s3).read();
  }

  /// Makes the bucket itself.
  public void create() throws BucketException {
    CreateBucketRequest.Builder request = CreateBucketRequest.builder().bucket(s3.bucket());
    // AWS wants to be told any region but its first; others have no such places.
    if (settings().endpoint() == null && !settings().region().equals("us-east-1")) {
      request.createBucketConfiguration(where -> where.locationConstraint(settings().region()));
    }
    try {
      s3.client().createBucket(request.build());
    } catch (SdkException e) {
      throw s3.failures().of("making the bucket", e);
    }
  }

  /// Asks whether conditional writes are kept, which costs two small requests. It leaves an object
  /// of its own in the bucket, `conditional-write-probe`.
  public ConditionalWrites probeConditionalWrites() throws BucketException {
    return new ConditionalWriteProbe(s3).ask();
  }

  public BucketSettings settings() {
    return s3.settings();
  }

  /// Reads an object whole, unless it still is the one that the caller knows.
  ///
  /// @param key relative to the prefix
  /// @param knownEtag of the copy that the caller has; `null` asks without condition
  /// @param maxBytes a larger object is refused with [BucketException.Kind#TOO_LARGE]
  public Fetched fetch(String key, @Nullable String knownEtag, int maxBytes)
      throws BucketException {
    return knownEtag != null && glance != null && glance.isUnchanged(key, knownEtag)
        ? new Fetched.NotModified()
        : new ObjectReader(s3).fetch(key, knownEtag, maxBytes);
  }

  /// Writes an object where the condition holds at that moment.
  ///
  /// The server answers a retry whose first try had landed as it answers a lost race. The object is
  /// read back before [Written.Lost] is returned, so `Lost` means that something else is there.
  ///
  /// @param metadata user metadata; names are sent in lower case
  public Written write(
      String key,
      byte[] body,
      String contentType,
      Map<String, String> metadata,
      Condition condition)
      throws BucketException {
    ObjectWriter writer = new ObjectWriter(s3, new ObjectReader(s3));
    return conditions
        ? writer.write(key, body, contentType, metadata, condition)
        : writer.writeUnconditionally(key, body, contentType, metadata, condition);
  }

  /// Replaces an object, whatever it is now, at as little cost as a small one has.
  public void replace(String key, byte[] body, String contentType) throws BucketException {
    if (glance == null || !glance.replace(key, body, contentType)) {
      var _ = write(key, body, contentType, Map.of(), new Condition.Always());
    }
  }

  /// What there is to say about an object without reading it; empty where there is none.
  public Optional<ObjectInfo> describe(String key) throws BucketException {
    Optional<Optional<ObjectInfo>> quick = s3.shortcut().flatMap(it -> it.describe(key));
    return quick.isPresent() ? quick.get() : describeBySdk(key);
  }

  private Optional<ObjectInfo> describeBySdk(String key) throws BucketException {
    return streams()
        .head(key)
        .map(found -> new ObjectInfo(key, found.length(), found.etag(), found.lastModified()));
  }

  /// All objects whose key starts with `prefix`, in the order of their keys.
  ///
  /// @param prefix relative to the prefix of the settings; empty lists everything below it
  public List<ObjectInfo> list(String prefix) throws BucketException {
    return new Listing(s3).list(prefix);
  }

  /// The objects right in a folder, in the order of their keys, as far as so many pages of a
  /// thousand reach.
  ///
  /// @param folder relative to the prefix of the settings: empty, or ending in `/`
  /// @param mostPages is asked again before each page
  public Listed listFolder(String folder, IntSupplier mostPages) throws BucketException {
    return new Listing(s3).list(folder, "/", mostPages);
  }

  /// Deletes an object; one that does not exist is fine.
  public void delete(String key) throws BucketException {
    try {
      s3.client().deleteObject(request -> request.bucket(s3.bucket()).key(s3.key(key)));
    } catch (SdkException e) {
      if (!S3.isMissing(e)) {
        throw s3.failures().of("deleting " + key, e);
      }
    }
  }

  /// The same bucket, for objects too large to be held.
  ObjectStreams streams() {
    return new ObjectStreams(s3);
  }

  /// The same bucket, for one `nix copy`.
  Readings readings(Pull pull, Executor threads) {
    return Readings.begin(s3, pull, threads);
  }

  @Override
  public void close() {
    if (glance != null) {
      glance.close();
    }
    s3.close();
    credentials.close();
  }
}
