package slipway.cache;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import slipway.cache.testing.EmbeddedS3;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/// A bucket of an embedded server, opened the way that tests want it: impatiently.
final class TestBucket {
  static final String NAME = "releases";
  static final String PREFIX = "team/";

  private static final Timeouts IMPATIENT =
      new Timeouts(Duration.ofSeconds(2), Duration.ofMillis(500), Duration.ofSeconds(10), 3);

  private TestBucket() {}

  static Bucket open(EmbeddedS3 server) {
    return open(settings(server.endpoint()), server);
  }

  static Bucket open(BucketSettings settings, EmbeddedS3 server) {
    return Bucket.open(
        settings,
        UrlConnectionHttpClient.builder(),
        IMPATIENT,
        ObjectStoreContract.credentials(server.accessKey(), server.secretKey()));
  }

  static Bucket openWithApache(EmbeddedS3 server) {
    return Bucket.open(
        settings(server.endpoint()),
        Apache5HttpClient.builder(),
        IMPATIENT,
        ObjectStoreContract.credentials(server.accessKey(), server.secretKey()));
  }

  static BucketSettings settings(URI endpoint) {
    return new BucketSettings(NAME, "us-east-1", endpoint, null, true, PREFIX);
  }

  static String put(Bucket bucket, String key, String text) throws BucketException {
    Written written =
        bucket.write(key, bytes(text), "text/plain", Map.of(), new Condition.Always());
    return ((Written.Done) written).etag();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
