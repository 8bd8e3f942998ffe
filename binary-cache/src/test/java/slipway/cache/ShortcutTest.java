package slipway.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import slipway.cache.testing.EmbeddedS3;
import slipway.cache.testing.Fault;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/// What becomes of a request whose shortcut does not lead there. That it leads there otherwise,
/// [ShortcutContractTest] says.
class ShortcutTest {
  private static final Timeouts IMPATIENT =
      new Timeouts(Duration.ofSeconds(2), Duration.ofMillis(500), Duration.ofSeconds(10), 3);

  private EmbeddedS3 server;
  private Bucket bucket;

  @BeforeEach
  void open() throws IOException {
    server = EmbeddedS3.start().createBucket(TestBucket.NAME);
    BucketSettings where = TestBucket.settings(server.endpoint());
    bucket =
        Bucket.open(
            where,
            Apache5HttpClient.builder(),
            IMPATIENT,
            ObjectStoreContract.credentials(server.accessKey(), server.secretKey()),
            Shortcuts.of(where, server.accessKey(), server.secretKey(), IMPATIENT));
  }

  @AfterEach
  void close() {
    bucket.close();
    server.close();
  }

  @Test
  void theSdkIsNotNeeded() throws Exception {
    TestBucket.put(bucket, "it", "one");
    assertEquals("one", text("it"));
    assertEquals(1, bucket.listFolder("", () -> 1).objects().size());
    assertTrue(bucket.describe("it").isPresent());
    assertEquals(4, server.seen().size());
    // The SDK names the operation in each query.
    assertTrue(server.seen().stream().noneMatch(request -> request.target().contains("x-id")));
  }

  @Test
  void aConnectionIsOpenedAheadAndUsedAgain() throws Exception {
    bucket.openAhead(2);
    TestBucket.put(bucket, "it", "one");
    for (int i = 0; i < 5; i++) {
      assertEquals("one", text("it"));
    }
    assertEquals(6, server.seen().size());
  }

  @Test
  void aServerInTroubleIsAskedAgainByTheSdk() throws Exception {
    TestBucket.put(bucket, "it", "one");
    server.faults().next(1, "GET", "it", new Fault.Status(503, "SlowDown"));
    assertEquals("one", text("it"));
    server.faults().next(1, "GET", "list-type", new Fault.Status(500, "InternalError"));
    assertEquals(1, bucket.listFolder("", () -> 1).objects().size());
    server.faults().next(1, "PUT", "it", new Fault.Status(503, "SlowDown"));
    TestBucket.put(bucket, "it", "two");
    assertEquals("two", text("it"));
  }

  @Test
  void aWriteThatWasDoneWithoutAnAnswerIsFoundDone() throws Exception {
    server.faults().next(1, "PUT", "it", new Fault.DoneThenCut());
    Written written =
        bucket.write(
            "it", TestBucket.bytes("one"), "text/plain", Map.of(), new Condition.IfAbsent());
    assertInstanceOf(Written.Done.class, written);
    assertEquals("one", text("it"));
  }

  @Test
  void aBodyThatBreaksOffIsReadAgain() throws Exception {
    TestBucket.put(bucket, "it", "0123456789");
    server.faults().next(1, "GET", "it", new Fault.CutBody(4));
    assertEquals("0123456789", text("it"));
  }

  @Test
  void aServerThatDoesNotAnswerIsAskedAgain() throws Exception {
    TestBucket.put(bucket, "it", "one");
    server.faults().next(1, "GET", "it", new Fault.Hang(Duration.ofSeconds(1)));
    assertEquals("one", text("it"));
  }

  @Test
  void whatIsRefusedIsToldInTheWordsOfTheSdk() {
    server.faults().next(9, "PUT", "it", new Fault.Status(403, "AccessDenied"));
    BucketException refused =
        assertThrows(BucketException.class, () -> TestBucket.put(bucket, "it", "one"));
    assertEquals(BucketException.Kind.DENIED, refused.kind());
  }

  @Test
  void whatIsThereIsNotReplacedByAnOffer() throws Exception {
    try (Archives archives = new Archives(bucket, UploadWatch.NONE)) {
      archives.offer("nar/1", "x/y", TestBucket.bytes("first"), () -> false);
      assertEquals(OptionalLong.of(5), archives.await("nar/1"));
      archives.offer("nar/1", "x/y", TestBucket.bytes("second"), () -> true);
      assertEquals(OptionalLong.empty(), archives.await("nar/1"));
      assertEquals("first", text("nar/1"));
      archives.take("nar/1", "x/y", TestBucket.bytes("third"));
      assertEquals(OptionalLong.of(5), archives.await("nar/1"));
      assertEquals("third", text("nar/1"));
    }
  }

  @Test
  void anOfferThatABucketCannotJudgeIsSentWhereNothingIsThere() throws Exception {
    server.faults().next(1, "PUT", "nar/1", new Fault.Status(501, "NotImplemented"));
    try (Archives archives = new Archives(bucket, UploadWatch.NONE)) {
      archives.offer("nar/1", "x/y", TestBucket.bytes("first"), () -> false);
      assertEquals(OptionalLong.of(5), archives.await("nar/1"));
      assertEquals("first", text("nar/1"));
    }
  }

  @Test
  void whatWasSentInVainIsTakenBack() throws Exception {
    server.faults().next(1, "PUT", "nar/1", new Fault.Status(503, "SlowDown"));
    AtomicLong sent = new AtomicLong();
    UploadWatch watch =
        new UploadWatch() {
          @Override
          public void sending(long bytes) {
            sent.addAndGet(bytes);
          }

          @Override
          public void stored(String key, long bytes) {
            assertEquals("nar/1", key);
          }
        };
    try (Archives archives = new Archives(bucket, watch)) {
      archives.take("nar/1", "x/y", new byte[200_000]);
      assertEquals(OptionalLong.of(200_000), archives.await("nar/1"));
      assertEquals(200_000, sent.get());
    }
  }

  @Test
  void aProxyIsForTheSdk() {
    assertEquals(
        Optional.empty(),
        Shortcut.of(
            bucket.settings(),
            Map.of("HTTPS_PROXY", "http://proxy:3128"),
            InstantSource.system(),
            IMPATIENT));
  }

  @Test
  void aListingOfAnotherFormIsForTheSdk() {
    String form =
        "<?xml version=\"1.0\"?><ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>a"
            + "&amp;%s</Key><LastModified>2026-01-01T00:00:00Z</LastModified>"
            + "<ETag>&quot;e&quot;</ETag><Size>3</Size></Contents></ListBucketResult>";
    ListingText.Page page = ListingText.read(form.formatted("b&#x63;"), "a").orElseThrow();
    assertEquals("&bc", page.objects().getFirst().key());
    assertEquals("e", page.objects().getFirst().etag());
    for (String other : List.of("&nbsp;", "<![CDATA[x]]>")) {
      assertEquals(Optional.empty(), ListingText.read(form.formatted(other), "a"), other);
    }
    assertEquals(Optional.empty(), ListingText.read(form.formatted("b"), "other/"));
    assertEquals(Optional.empty(), ListingText.read(form.replace("<Size>3</Size>", ""), "a"));
    assertEquals(
        Optional.empty(),
        ListingText.read(form.replace("<IsTruncated>false</IsTruncated>", ""), "a"));
    assertEquals(Optional.empty(), ListingText.read(form.substring(0, form.length() - 9), "a"));
    assertFalse(ListingText.read(form.formatted("b"), "").isEmpty());
  }

  private String text(String key) throws BucketException {
    Fetched.Found found = assertInstanceOf(Fetched.Found.class, bucket.fetch(key, null, 1000));
    return new String(found.body(), UTF_8);
  }
}
