package slipway.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import slipway.cache.BucketException.Kind;
import slipway.cache.testing.EmbeddedS3;
import slipway.cache.testing.Fault;

class BucketFaultTest {
  private static final int ALWAYS = Integer.MAX_VALUE;

  private EmbeddedS3 server;
  private Bucket bucket;

  @BeforeEach
  void start() throws Exception {
    server = EmbeddedS3.start().createBucket(TestBucket.NAME);
    bucket = TestBucket.open(server);
  }

  @AfterEach
  void stop() {
    bucket.close();
    server.close();
  }

  @Test
  void aWriteThatLandedBehindAnErrorIsDone() throws Exception {
    String first = TestBucket.put(bucket, "it", "one");
    server.faults().next(1, "PUT", "/it", new Fault.DoneThenStatus(500, "InternalError"));
    assertInstanceOf(Written.Done.class, write("two", new Condition.IfMatch(first)));
    assertText("two");
  }

  @Test
  void aWriteThatLandedWithoutAnAnswerIsDone() throws Exception {
    server.faults().next(1, "PUT", "/it", new Fault.DoneThenCut());
    assertInstanceOf(Written.Done.class, write("one", new Condition.IfAbsent()));
    assertText("one");
  }

  @Test
  void aWriteThatLandedBehindNothingButErrorsIsDone() throws Exception {
    server.faults().next(ALWAYS, "PUT", "/it", new Fault.DoneThenStatus(503, "SlowDown"));
    assertInstanceOf(Written.Done.class, write("one", new Condition.IfAbsent()));
  }

  @Test
  void aWriteThatNeverLandedSaysSo() throws Exception {
    String first = TestBucket.put(bucket, "it", "one");
    server.faults().next(ALWAYS, "PUT", "/it", new Fault.Status(500, "InternalError"));
    BucketException failure = failure(() -> write("two", new Condition.IfMatch(first)));
    assertEquals(Kind.SERVER_ERROR, failure.kind());
    assertText("one");
  }

  @Test
  void aLoserThatIsToldAnErrorHasLost() throws Exception {
    String first = TestBucket.put(bucket, "it", "one");
    TestBucket.put(bucket, "it", "theirs");
    server.faults().next(ALWAYS, "PUT", "/it", new Fault.Status(500, "InternalError"));
    assertInstanceOf(Written.Lost.class, write("two", new Condition.IfMatch(first)));
    assertText("theirs");
  }

  @Test
  void aPassingErrorIsNotSeen() throws Exception {
    TestBucket.put(bucket, "it", "one");
    server.faults().next(1, "GET", "/it", new Fault.Status(503, "SlowDown"));
    server.faults().next(1, "GET", "/it", new Fault.CutBody(1));
    assertText("one");
  }

  @Test
  void aBodyThatAlwaysBreaksOffIsNoObject() throws Exception {
    TestBucket.put(bucket, "it", "one");
    server.faults().next(ALWAYS, "GET", "/it", new Fault.CutBody(2));
    BucketException failure = failure(() -> bucket.fetch("it", null, 100));
    assertEquals(Kind.UNREACHABLE, failure.kind());
    assertContains(failure, "reading it", "broke off", "worth trying again");
  }

  @Test
  void anEtagThatIsNotThatOfTheBodyIsNoticed() throws Exception {
    TestBucket.put(bucket, "it", "one");
    Fetched.Found found = assertInstanceOf(Fetched.Found.class, bucket.fetch("it", null, 100));
    assertTrue(found.isNamedByItsEtag());
    Fetched.Found lying =
        new Fetched.Found(
            TestBucket.bytes("two"), found.etag(), found.metadata(), found.lastModified());
    assertFalse(lying.isNamedByItsEtag());
  }

  @Test
  void aServerThatHangsIsGivenUp() {
    server.faults().next(ALWAYS, "GET", "/it", new Fault.Hang(Duration.ofSeconds(30)));
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> assertEquals(Kind.UNREACHABLE, failure(() -> bucket.fetch("it", null, 100)).kind()));
  }

  @Test
  void aServerThatIsAwayIsNamed() throws Exception {
    URI nobody = URI.create("http://127.0.0.1:" + freePort());
    try (Bucket away = TestBucket.open(TestBucket.settings(nobody), server)) {
      BucketException failure = failure(() -> away.fetch("it", null, 100));
      assertEquals(Kind.UNREACHABLE, failure.kind());
      assertContains(failure, nobody.toString(), "s3://releases/team/", "reading it", "endpoint");
    }
  }

  @Test
  void aMissingConditionIsNamedAsSuch() {
    server.faults().next(ALWAYS, "PUT", "/it", new Fault.Status(501, "NotImplemented"));
    BucketException failure = failure(() -> write("one", new Condition.IfAbsent()));
    assertEquals(Kind.UNSUPPORTED, failure.kind());
  }

  @Test
  void aWrongClockIsNamedAsSuch() {
    server.faults().next(ALWAYS, "GET", "/it", new Fault.Status(403, "RequestTimeTooSkewed"));
    BucketException failure = failure(() -> bucket.fetch("it", null, 100));
    assertEquals(Kind.DENIED, failure.kind());
    assertContains(failure, "clock");
  }

  @ParameterizedTest
  @ValueSource(strings = {"url-connection", "apache"})
  void aRedirectIsNotFollowed(String client) throws Exception {
    try (EmbeddedS3 elsewhere = EmbeddedS3.start();
        Bucket redirected = client.equals("apache") ? TestBucket.openWithApache(server) : bucket) {
      URI target = elsewhere.endpoint().resolve("/releases/team/it?secret=1");
      server.faults().next(ALWAYS, "*", "/it", new Fault.Redirect(target));
      BucketException failure = failure(() -> redirected.fetch("it", null, 100));
      assertEquals(Kind.WRONG_REGION, failure.kind());
      assertContains(failure, "(" + elsewhere.endpoint() + ")", "set region and endpoint");
      assertEquals(List.of(), elsewhere.seen());
    }
  }

  private interface Attempt {
    Object make() throws BucketException;
  }

  private static BucketException failure(Attempt attempt) {
    return assertThrows(BucketException.class, attempt::make);
  }

  private static void assertContains(BucketException failure, String... parts) {
    for (String part : parts) {
      assertTrue(failure.getMessage().contains(part), failure.getMessage());
    }
  }

  private Written write(String text, Condition condition) throws BucketException {
    return bucket.write(
        "it", TestBucket.bytes(text), "text/plain", Map.of("signature", text), condition);
  }

  private void assertText(String text) throws BucketException {
    Fetched.Found found = assertInstanceOf(Fetched.Found.class, bucket.fetch("it", null, 100));
    assertArrayEquals(TestBucket.bytes(text), found.body());
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
