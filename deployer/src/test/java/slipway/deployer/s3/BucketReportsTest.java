package slipway.deployer.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import slipway.cache.Bucket;
import slipway.cache.BucketException;
import slipway.cache.BucketSettings;
import slipway.cache.Fetched;
import slipway.cache.Timeouts;
import slipway.cache.testing.EmbeddedS3;
import slipway.cache.testing.Fault;
import slipway.deployer.report.ReportBucket.Delivery;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

class BucketReportsTest {
  private static final byte[] REPORT = "{}".getBytes(StandardCharsets.UTF_8);
  private static final String KEY = "/releases/team/status/web-1\\.example\\.org\\.json";

  private EmbeddedS3 server;
  private Bucket bucket;
  private BucketReports reports;

  @BeforeEach
  void openABucket() throws IOException {
    server = EmbeddedS3.start().createBucket("releases");
    bucket =
        Bucket.open(
            new BucketSettings("releases", "us-east-1", server.endpoint(), null, true, "team/"),
            UrlConnectionHttpClient.builder(),
            new Timeouts(Duration.ofSeconds(2), Duration.ofMillis(500), Duration.ofSeconds(10), 2));
    reports = new BucketReports(bucket, "web-1.example.org");
  }

  @AfterEach
  void closeIt() {
    bucket.close();
    server.close();
  }

  @Test
  void aReportReplacesTheOneBefore() throws BucketException {
    assertEquals(new Delivery.Written(), reports.put("old".getBytes(StandardCharsets.UTF_8)));
    assertEquals(new Delivery.Written(), reports.put(REPORT));

    Fetched found = bucket.fetch("status/web-1.example.org.json", null, 100);
    assertArrayEquals(REPORT, assertInstanceOf(Fetched.Found.class, found).body());
  }

  @Test
  void aBucketThatDoesNotAllowItRefuses() {
    server.faults().next(9, "PUT", KEY, new Fault.Status(403, "AccessDenied"));

    Delivery.Refused refused = assertInstanceOf(Delivery.Refused.class, reports.put(REPORT));
    assertTrue(refused.reason().contains("status/web-1.example.org.json"), refused::toString);
    assertTrue(refused.reason().contains("403 AccessDenied"), refused::toString);
  }

  @Test
  void aServerInTroubleFails() {
    server.faults().next(9, "PUT", KEY, new Fault.Status(503, "SlowDown"));

    assertInstanceOf(Delivery.Failed.class, reports.put(REPORT));
  }

  @Test
  void aServerThatDoesNotAnswerFails() {
    server.faults().next(9, "PUT", KEY, new Fault.Hang(Duration.ofSeconds(3)));

    assertInstanceOf(Delivery.Failed.class, reports.put(REPORT));
  }

  @Test
  void aReportThatLandedWithoutAnAnswerIsWrittenAgain() {
    server.faults().next(1, "PUT", KEY, new Fault.DoneThenCut());

    assertEquals(new Delivery.Written(), reports.put(REPORT));
  }
}
