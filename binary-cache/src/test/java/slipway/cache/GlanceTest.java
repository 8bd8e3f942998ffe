package slipway.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import slipway.cache.testing.EmbeddedS3;
import slipway.cache.testing.Fault;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

class GlanceTest {
  private static final String KEY = "manifest.json";

  private EmbeddedS3 server;
  private Bucket bucket;
  private Glance glance;

  @BeforeEach
  void open() throws IOException {
    server = EmbeddedS3.start().createBucket("releases");
    BucketSettings where =
        new BucketSettings("releases", "us-east-1", server.endpoint(), null, true, "a=b/c");
    bucket =
        Bucket.open(
            where,
            UrlConnectionHttpClient.builder(),
            Timeouts.DEFAULT,
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(server.accessKey(), server.secretKey())));
    glance = new Glance(where, keys(server.secretKey()), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    glance.close();
    bucket.close();
    server.close();
  }

  @Test
  void anObjectThatIsTheSameIsUnchanged() throws BucketException {
    String etag = written("one");
    assertTrue(glance.isUnchanged(KEY, etag));
    assertTrue(glance.isUnchanged(KEY, etag), "over the same connection");
    written("two");
    assertFalse(glance.isUnchanged(KEY, etag));
  }

  @Test
  void onlyAYesMeansAnything() throws BucketException {
    String etag = written("one");
    assertFalse(glance.isUnchanged("absent.json", etag));
    server.faults().next(1, "GET", ".*", new Fault.Status(503, "SlowDown"));
    assertFalse(glance.isUnchanged(KEY, etag));
    assertTrue(glance.isUnchanged(KEY, etag), "the next answer counts");
    BucketSettings where = bucket.settings();
    try (Glance stranger = new Glance(where, keys("wrong"), Clock.systemUTC())) {
      assertFalse(stranger.isUnchanged(KEY, etag), "a wrong secret");
    }
    Clock wrong = Clock.offset(Clock.systemUTC(), Duration.ofHours(2));
    try (Glance late = new Glance(where, keys(server.secretKey()), wrong)) {
      assertFalse(late.isUnchanged(KEY, etag), "a clock that is two hours off");
    }
  }

  @Test
  void whatAShortcutGivesUpIsTriedAgain() throws BucketException {
    String etag = written("one");
    for (Fault fault :
        List.of(
            new Fault.Status(400, "BadRequest"),
            new Fault.Status(501, "NotImplemented"),
            new Fault.Status(403, "ExpiredToken"))) {
      server.faults().next(1, "GET", ".*", fault);
      assertFalse(glance.isUnchanged(KEY, etag), fault.toString());
      assertTrue(glance.isUnchanged(KEY, etag), "after " + fault);
    }
  }

  @Test
  void keysThatWereReplacedAreReadAgain(@TempDir Path folder) throws Exception {
    String etag = written("one");
    Path file = Files.writeString(folder.resolve("credentials"), profile("old"));
    Map<String, String> environment =
        Map.of("HOME", "/nonexistent", "AWS_SHARED_CREDENTIALS_FILE", file.toString());
    try (Glance reader = new Glance(bucket.settings(), environment, Clock.systemUTC())) {
      assertFalse(reader.isUnchanged(KEY, etag));
      Files.writeString(file, profile(server.secretKey()));
      assertTrue(reader.isUnchanged(KEY, etag));
      Files.writeString(file, profile("another"));
      assertFalse(reader.isUnchanged(KEY, etag), "though the keys before would do");
      Files.delete(file);
      assertFalse(reader.isUnchanged(KEY, etag));
      Files.writeString(file, profile(server.secretKey()));
      assertTrue(reader.isUnchanged(KEY, etag));
    }
  }

  @Test
  void filesThatNobodyNeedsMayLieWhereNoneCan() throws Exception {
    String etag = written("one");
    Map<String, String> environment = new HashMap<>(keys(server.secretKey()));
    environment.put("HOME", "/dev/null");
    try (Glance reader = new Glance(bucket.settings(), environment, Clock.systemUTC())) {
      assertTrue(reader.isUnchanged(KEY, etag));
    }
  }

  private String profile(String secret) {
    return "[default]\naws_access_key_id=%s\naws_secret_access_key=%s\n"
        .formatted(server.accessKey(), secret);
  }

  @Test
  void anObjectThatHasGrownLargeIsAnother() throws BucketException {
    String etag = written("one");
    String large = "x".repeat(100_000);
    written(large);
    assertFalse(glance.isUnchanged(KEY, etag));
    assertTrue(glance.replace(KEY, large.getBytes(UTF_8), "text/plain"), "in pieces");
  }

  @Test
  void anObjectIsReplaced() throws BucketException {
    written("one");
    assertTrue(glance.replace(KEY, "two".getBytes(UTF_8), "application/json"));
    Fetched found = bucket.fetch(KEY, null, 100);
    assertArrayEquals("two".getBytes(UTF_8), assertInstanceOf(Fetched.Found.class, found).body());
    server.faults().next(1, "PUT", ".*", new Fault.Status(403, "AccessDenied"));
    assertFalse(glance.replace(KEY, "three".getBytes(UTF_8), "application/json"));
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:7480, b1,     false, http://127.0.0.1:7480/b1/x/y%3D",
    "http://[::1]:7480,     b1,     false, http://[::1]:7480/b1/x/y%3D",
    "https://s3.example.com,b1,     false, https://b1.s3.example.com/x/y%3D",
    "https://s3.example.com,b1,     true,  https://s3.example.com/b1/x/y%3D",
    "https://s3.example.com,b.1,    false, https://s3.example.com/b.1/x/y%3D",
    "'',                    b12,    false, https://b12.s3.eu-central-1.amazonaws.com/x/y%3D",
  })
  void anObjectLiesWhereTheSdkLooksForIt(
      String endpoint, String bucket, boolean pathStyle, String address) {
    BucketSettings where =
        new BucketSettings(
            bucket.length() < 3 ? bucket + "-x" : bucket,
            "eu-central-1",
            endpoint.isEmpty() ? null : URI.create(endpoint),
            null,
            pathStyle,
            "");
    assertEquals(
        Optional.of(URI.create(address.replace(bucket, where.bucket()))),
        ObjectAddress.of(where, "x/y="));
  }

  @Test
  void otherPartitionsAreLeftToTheSdk() {
    BucketSettings where = new BucketSettings("releases", "cn-north-1", null, null, false, "");
    assertEquals(Optional.empty(), ObjectAddress.of(where, KEY));
  }

  private String written(String text) throws BucketException {
    return assertInstanceOf(
            Written.Done.class,
            bucket.write(KEY, text.getBytes(UTF_8), "text/plain", Map.of(), new Condition.Always()))
        .etag();
  }

  private Map<String, String> keys(String secret) {
    return Map.of(
        "HOME",
        "/nonexistent",
        "AWS_ACCESS_KEY_ID",
        server.accessKey(),
        "AWS_SECRET_ACCESS_KEY",
        secret);
  }
}
