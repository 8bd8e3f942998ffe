package slipway.push.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import slipway.cache.Bucket;
import slipway.cache.BucketSettings;
import slipway.cache.Condition;
import slipway.cache.Timeouts;
import slipway.cache.testing.EmbeddedS3;
import slipway.cache.testing.Fault;
import slipway.push.fleet.Sighting;
import slipway.push.fleet.Told;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import slipway.report.HostReportReader;
import slipway.report.HostReportWriter;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

class BucketReportsTest {
  private static final Timeouts TIMEOUTS =
      new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(9), 1);

  private EmbeddedS3 server;
  private Bucket bucket;
  private BucketReports reports;

  @BeforeEach
  void open() throws Exception {
    server = EmbeddedS3.start().createBucket("releases");
    bucket =
        Bucket.open(
            new BucketSettings("releases", "us-east-1", server.endpoint(), null, true, ""),
            Apache5HttpClient.builder(),
            TIMEOUTS);
    reports = new BucketReports(bucket);
  }

  @AfterEach
  void close() {
    bucket.close();
    server.close();
  }

  @Test
  void aReportComesWithTheTimeOfTheBucket() throws Exception {
    put("web-1", HostReportWriter.write(Told.by("web-1").report()));
    Sighting.Reported found = assertInstanceOf(Sighting.Reported.class, reports.look("web-1"));
    assertEquals(Told.by("web-1").report(), found.report());
    assertTrue(found.written().isAfter(Instant.EPOCH));
    assertEquals(List.of("web-1"), reports.hosts());
  }

  @Test
  void aReportThatDidNotChangeIsNotSentAgain() throws Exception {
    put("web-1", HostReportWriter.write(Told.by("web-1").report()));
    Sighting first = reports.look("web-1");
    assertEquals(first, reports.look("web-1"));
    assertEquals(
        List.of(200, 304),
        server.seen().stream()
            .filter(request -> request.method().equals("GET"))
            .map(request -> request.status())
            .toList());
  }

  @Test
  void aHostThatNeverReportedIsNoFailure() throws Exception {
    assertEquals(new Sighting.Never(), reports.look("web-1"));
  }

  @Test
  void aReportUnderAnotherNameIsNotBelieved() throws Exception {
    put("web-1", HostReportWriter.write(Told.by("web-2").report()));
    assertEquals(new Sighting.Unreadable("it is about web-2"), reports.look("web-1"));
  }

  @Test
  void whatIsNoReportIsSaidToBeNone() throws Exception {
    put("web-1", "{\"version\":1,\"host\":\"\u001b[2J\"}".getBytes(UTF_8));
    Sighting.Unreadable found = assertInstanceOf(Sighting.Unreadable.class, reports.look("web-1"));
    assertTrue(found.problem().chars().noneMatch(Character::isISOControl), found.problem());
  }

  @Test
  void whatIsTooLargeIsNotFetched() throws Exception {
    put("web-1", new byte[HostReportReader.MAX_BYTES + 1]);
    assertEquals(new Sighting.Unreadable("it is larger than 4194304 bytes"), reports.look("web-1"));
  }

  @Test
  void noAnswerIsWorthAnotherTryAndDeniedIsNot() throws Exception {
    server.faults().next(1, "GET", "status", new Fault.Status(503, "SlowDown"));
    assertInstanceOf(Sighting.Unasked.class, reports.look("web-1"));
    server.faults().next(1, "GET", "status", new Fault.Status(403, "AccessDenied"));
    Failure failure = assertThrows(Failure.class, () -> reports.look("web-1"));
    assertEquals(ExitCode.BUCKET, failure.exitCode());
  }

  private void put(String host, byte[] body) throws Exception {
    bucket.write(
        "status/" + host + ".json", body, "application/json", Map.of(), new Condition.Always());
  }
}
