package slipway.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import slipway.cache.testing.EmbeddedS3;
import slipway.cache.testing.Fault;

/// Buckets that keep conditional writes, and those that do not.
class ConditionalWritesTest {
  private static final int ALWAYS = Integer.MAX_VALUE;
  private static final Fault IGNORING = new Fault.Ignoring(Set.of("If-Match", "If-None-Match"));

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
  void aBucketThatKeepsThemIsWrittenToOnceAndAskedTwice() throws Exception {
    assertInstanceOf(ConditionalWrites.Kept.class, bucket.probeConditionalWrites());
    int before = server.seen().size();
    assertInstanceOf(ConditionalWrites.Kept.class, bucket.probeConditionalWrites());
    assertEquals(
        List.of(412, 412), server.seen().stream().skip(before).map(seen -> seen.status()).toList());
    assertEquals(1, bucket.list("").size());
  }

  @Test
  void oneThatIgnoresThemIsFoundOutTheFirstTimeAndEveryTime() throws Exception {
    server.faults().next(ALWAYS, "PUT", "", IGNORING);
    for (int time = 0; time < 3; time++) {
      assertLacking("with If-None-Match: * it overwrote what was there");
    }
  }

  @Test
  void oneThatIgnoresIfMatchAloneIsFoundOut() throws Exception {
    server.faults().next(ALWAYS, "PUT", "", new Fault.Ignoring(Set.of("If-Match")));
    assertLacking("with If-Match it overwrote what has another ETag");
  }

  @Test
  void oneThatDoesNotKnowThemIsFoundOut() throws Exception {
    server
        .faults()
        .next(ALWAYS, "PUT", "", new Fault.Lacking("If-None-Match", 501, "NotImplemented"));
    assertLacking("it answers If-None-Match with 501 NotImplemented");
    server.faults().clear();
    server.faults().next(ALWAYS, "PUT", "", new Fault.Lacking("If-Match", 400, "InvalidArgument"));
    assertLacking("it answers If-Match with 400 InvalidArgument");
  }

  @Test
  void troubleIsNotTakenForAnAnswer() {
    server.faults().next(ALWAYS, "PUT", "", new Fault.Status(503, "SlowDown"));
    assertThrows(BucketException.class, bucket::probeConditionalWrites);
    server.faults().clear();
    server.faults().next(ALWAYS, "PUT", "", new Fault.Status(403, "AccessDenied"));
    assertThrows(BucketException.class, bucket::probeConditionalWrites);
  }

  @Test
  void withoutThemAConditionStillHoldsAgainstWhatWasThereBefore() throws Exception {
    server
        .faults()
        .next(ALWAYS, "PUT", "", new Fault.Lacking("If-None-Match", 501, "NotImplemented"));
    Bucket plain = bucket.withoutConditionalWrites();
    String first = ((Written.Done) write(plain, "one", new Condition.IfAbsent())).etag();
    assertInstanceOf(Written.Lost.class, write(plain, "two", new Condition.IfAbsent()));
    assertInstanceOf(Written.Done.class, write(plain, "two", new Condition.IfMatch(first)));
    assertInstanceOf(Written.Lost.class, write(plain, "three", new Condition.IfMatch(first)));
    assertInstanceOf(Written.Done.class, write(plain, "two", new Condition.IfMatch(first)));
  }

  private void assertLacking(String found) throws BucketException {
    assertEquals(new ConditionalWrites.Lacking(found), bucket.probeConditionalWrites());
  }

  private static Written write(Bucket bucket, String text, Condition condition)
      throws BucketException {
    return bucket.write("it", TestBucket.bytes(text), "text/plain", Map.of(), condition);
  }
}
