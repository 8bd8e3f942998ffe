package slipway.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import slipway.cache.BucketException.Kind;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// What a [Bucket] promises, asked of a server. Every server that the tests or the demo use passes
/// it, so that what works against the small ones works against a real one.
public abstract class ObjectStoreContract {
  private static final int RACERS = 16;
  private static final String TEXT = "text/plain";
  private static final String BUCKET = "contract";

  private Bucket bucket;

  /// Where the server under test is.
  protected abstract URI endpoint();

  protected abstract String accessKey();

  protected abstract String secretKey();

  protected SdkHttpClient.Builder<?> http() {
    return UrlConnectionHttpClient.builder();
  }

  /// Whether requests about small objects go by a [Shortcut].
  protected boolean hasShortcut() {
    return false;
  }

  protected final Bucket bucket() {
    return bucket;
  }

  @BeforeEach
  void openAnEmptyBucket() {
    try (SdkHttpClient http = http().build();
        S3Client client =
            S3Client.builder()
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .httpClient(http)
                .credentialsProvider(credentials(accessKey(), secretKey()))
                .build()) {
      client.createBucket(request -> request.bucket(BUCKET));
    }
    bucket = open(BUCKET, accessKey(), secretKey());
  }

  @AfterEach
  void closeTheBucket() {
    bucket.close();
  }

  @Test
  void aFolderIsListedAsFarAsPagesReach() throws Exception {
    TestBucket.put(bucket, "b", "12");
    TestBucket.put(bucket, "folder/c", "3");
    TestBucket.put(bucket, "folder/deeper/d", "4");
    Listed root = bucket.listFolder("", () -> 1);
    assertEquals(List.of("b"), root.objects().stream().map(ObjectInfo::key).toList());
    assertEquals(2, root.objects().getFirst().size());
    assertEquals(ObjectInfo.etagOf(TestBucket.bytes("12")), root.objects().getFirst().etag());
    assertTrue(root.complete());
    Listed folder = bucket.listFolder("folder/", () -> 1);
    assertEquals(List.of("folder/c"), folder.objects().stream().map(ObjectInfo::key).toList());
    Listed nothing = bucket.listFolder("", () -> 0);
    assertFalse(nothing.covers("b"));
  }

  @Test
  void anObjectThatIsNotThereIsMissing() throws Exception {
    assertInstanceOf(Fetched.Missing.class, bucket.fetch("none", null, 100));
    assertInstanceOf(Fetched.Missing.class, bucket.fetch("none", "0123", 100));
    assertTrue(bucket.streams().head("none").isEmpty());
    assertInstanceOf(Opened.Missing.class, bucket.streams().open("none", null, null));
  }

  @Test
  void anObjectComesBackWithItsEtagAndMetadata() throws Exception {
    Map<String, String> metadata =
        Map.of("signature", "prod-1:c2lnbmF0dXJl== prod-2:b3RoZXI=", "note", "a b");
    Written.Done written =
        done(bucket.write("it", bytes("one"), TEXT, metadata, new Condition.Always()));
    Fetched.Found found = found(bucket.fetch("it", null, 3));
    assertArrayEquals(bytes("one"), found.body());
    assertEquals(metadata, found.metadata());
    assertEquals(written.etag(), found.etag());
    assertTrue(!found.etag().contains("\""), found.etag());
  }

  @Test
  void anObjectIsDescribedWithoutReadingIt() throws Exception {
    assertEquals(Optional.empty(), bucket.describe("none"));
    Written.Done written = put("it", "three");
    Fetched.Found found = found(bucket.fetch("it", null, 100));
    assertEquals(
        Optional.of(new ObjectInfo("it", 5, written.etag(), found.lastModified())),
        bucket.describe("it"));
    assertTrue(found.lastModified().isAfter(Instant.EPOCH));
  }

  @Test
  void onlyAChangedObjectIsSentAgain() throws Exception {
    String first = put("it", "one").etag();
    assertInstanceOf(Fetched.NotModified.class, bucket.fetch("it", first, 100));
    String second = put("it", "two").etag();
    assertEquals(second, found(bucket.fetch("it", first, 100)).etag());
    assertInstanceOf(Fetched.NotModified.class, bucket.fetch("it", second, 100));
  }

  @Test
  void anEmptyObjectIsAnObject() throws Exception {
    put("empty", "");
    assertEquals(0, found(bucket.fetch("empty", null, 100)).body().length);
    assertEquals(0, bucket.streams().head("empty").orElseThrow().length());
  }

  @Test
  void anObjectLargerThanAllowedIsRefused() throws Exception {
    put("it", "12345");
    assertEquals(5, found(bucket.fetch("it", null, 5)).body().length);
    BucketException refused =
        assertThrows(BucketException.class, () -> bucket.fetch("it", null, 4));
    assertEquals(Kind.TOO_LARGE, refused.kind());
  }

  @Test
  void theFirstWriterOfAnObjectWins() throws Exception {
    done(write("it", "one", new Condition.IfAbsent()));
    assertInstanceOf(Written.Lost.class, write("it", "two", new Condition.IfAbsent()));
    assertArrayEquals(bytes("one"), found(bucket.fetch("it", null, 100)).body());
  }

  @Test
  void aReplacementNeedsToKnowWhatItReplaces() throws Exception {
    String first = put("it", "one").etag();
    String second = done(write("it", "two", new Condition.IfMatch(first))).etag();
    assertInstanceOf(Written.Lost.class, write("it", "three", new Condition.IfMatch(first)));
    done(write("it", "four", new Condition.IfMatch('"' + second + '"')));
    assertArrayEquals(bytes("four"), found(bucket.fetch("it", null, 100)).body());
  }

  @Test
  void anObjectThatWentAwayIsNotReplaced() throws Exception {
    String etag = put("it", "one").etag();
    bucket.delete("it");
    assertInstanceOf(Written.Lost.class, write("it", "two", new Condition.IfMatch(etag)));
    assertInstanceOf(Fetched.Missing.class, bucket.fetch("it", null, 100));
  }

  @Test
  void aWriteThatFindsItselfDoneIsDone() throws Exception {
    String first = put("it", "one").etag();
    String second = done(write("it", "two", new Condition.IfMatch(first))).etag();
    assertEquals(second, done(write("it", "two", new Condition.IfMatch(first))).etag());
    assertEquals(second, done(write("it", "two", new Condition.IfAbsent())).etag());
  }

  @Test
  void theSameBytesUnderOtherMetadataAreAnotherWrite() throws Exception {
    bucket.write("it", bytes("one"), TEXT, Map.of("signature", "a"), new Condition.IfAbsent());
    Written second =
        bucket.write("it", bytes("one"), TEXT, Map.of("signature", "b"), new Condition.IfAbsent());
    assertInstanceOf(Written.Lost.class, second);
  }

  @Test
  void ofManyFirstWritersExactlyOneWins() throws Exception {
    for (int round = 0; round < 10; round++) {
      String key = "race/" + round;
      assertEquals(winner(round, race(round, key, new Condition.IfAbsent())), text(key));
    }
  }

  @Test
  void ofManyReplacementsExactlyOneWins() throws Exception {
    String etag = put("it", "start").etag();
    for (int round = 0; round < 20; round++) {
      assertEquals(winner(round, race(round, "it", new Condition.IfMatch(etag))), text("it"));
      etag = found(bucket.fetch("it", null, 100)).etag();
    }
  }

  @Test
  void conditionalWritesAreKeptAndFoundToBe() throws Exception {
    assertInstanceOf(ConditionalWrites.Kept.class, bucket.probeConditionalWrites());
    assertInstanceOf(ConditionalWrites.Kept.class, bucket.probeConditionalWrites());
  }

  @Test
  void aListingHasEveryPage() throws Exception {
    List<String> keys = IntStream.range(0, 1005).mapToObj("page/%04d"::formatted).toList();
    inParallel(keys.stream().<Callable<Written>>map(key -> () -> put(key, key)).toList());
    put("pages", "not below the folder");
    List<ObjectInfo> listed = bucket.list("page/");
    assertEquals(keys, listed.stream().map(ObjectInfo::key).toList());
    assertEquals(9, listed.getFirst().size());
    assertEquals(found(bucket.fetch("page/0000", null, 9)).etag(), listed.getFirst().etag());
    assertEquals(List.of(), bucket.list("elsewhere/"));
  }

  @Test
  void keysMayHoldWhatUrlsMayNot() throws Exception {
    String key = "odd/a b+c%2F&d=é?#";
    put(key, "odd");
    assertEquals("odd", text(key));
    assertEquals(List.of(key), bucket.list("odd/").stream().map(ObjectInfo::key).toList());
  }

  @Test
  void deletingTwiceIsFine() throws Exception {
    put("it", "one");
    bucket.delete("it");
    bucket.delete("it");
    assertInstanceOf(Fetched.Missing.class, bucket.fetch("it", null, 100));
  }

  @Test
  void theWrongSecretIsDenied() {
    assertDenied(accessKey(), "not-" + secretKey(), "secret key");
    assertDenied("nobody", secretKey(), "access key");
  }

  @Test
  void aBucketThatIsNotThereIsNamed() {
    try (Bucket absent = open("not-there", accessKey(), secretKey())) {
      assertNoBucket(assertThrows(BucketException.class, () -> absent.fetch("it", null, 1)));
      assertNoBucket(assertThrows(BucketException.class, () -> absent.list("")));
      assertNoBucket(
          assertThrows(
              BucketException.class,
              () -> absent.write("it", bytes("x"), TEXT, Map.of(), new Condition.IfMatch("0123"))));
    }
  }

  private static void assertNoBucket(BucketException refused) {
    assertEquals(Kind.NO_SUCH_BUCKET, refused.kind(), refused.getMessage());
    assertTrue(refused.getMessage().contains("not-there"), refused.getMessage());
  }

  private void assertDenied(String access, String secret, String hint) {
    try (Bucket denied = open(BUCKET, access, secret)) {
      BucketException read =
          assertThrows(BucketException.class, () -> denied.fetch("it", null, 100));
      BucketException write =
          assertThrows(
              BucketException.class,
              () -> denied.write("it", bytes("x"), TEXT, Map.of(), new Condition.IfAbsent()));
      assertEquals(Kind.DENIED, read.kind());
      assertEquals(Kind.DENIED, write.kind());
      assertTrue(read.getMessage().contains(hint), read.getMessage());
      assertTrue(!read.getMessage().contains(secret), read.getMessage());
    }
  }

  private List<Written> race(int round, String key, Condition condition) throws Exception {
    return inParallel(
        IntStream.range(0, RACERS)
            .<Callable<Written>>mapToObj(racer -> () -> write(key, text(round, racer), condition))
            .toList());
  }

  /// Different in every round: an ETag is a hash, so bytes that return bring their ETag back.
  private static String text(int round, int racer) {
    return "racer " + racer + " of round " + round;
  }

  private static String winner(int round, List<Written> outcomes) {
    List<Integer> winners =
        IntStream.range(0, outcomes.size())
            .filter(racer -> outcomes.get(racer) instanceof Written.Done)
            .boxed()
            .toList();
    assertEquals(1, winners.size(), () -> "winners: " + winners);
    return text(round, winners.getFirst());
  }

  private static <T> List<T> inParallel(List<Callable<T>> tasks) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(RACERS)) {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    }
  }

  private Bucket open(String name, String access, String secret) {
    String prefix = "run-" + UUID.randomUUID() + "/";
    BucketSettings where = new BucketSettings(name, "us-east-1", endpoint(), null, true, prefix);
    return hasShortcut()
        ? Bucket.open(
            where,
            http(),
            Timeouts.DEFAULT,
            credentials(access, secret),
            Shortcuts.of(where, access, secret, Timeouts.DEFAULT))
        : Bucket.open(where, http(), Timeouts.DEFAULT, credentials(access, secret));
  }

  private Written.Done put(String key, String text) throws BucketException {
    return done(write(key, text, new Condition.Always()));
  }

  private Written write(String key, String text, Condition condition) throws BucketException {
    return bucket.write(key, bytes(text), TEXT, Map.of(), condition);
  }

  private String text(String key) throws BucketException {
    return new String(found(bucket.fetch(key, null, 1000)).body(), StandardCharsets.UTF_8);
  }

  private static Written.Done done(Written written) {
    return assertInstanceOf(Written.Done.class, written);
  }

  private static Fetched.Found found(Fetched fetched) {
    return assertInstanceOf(Fetched.Found.class, fetched);
  }

  static StaticCredentialsProvider credentials(String access, String secret) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(access, secret));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
