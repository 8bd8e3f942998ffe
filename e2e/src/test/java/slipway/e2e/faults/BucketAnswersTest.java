package slipway.e2e.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Deployer;
import slipway.e2e.host.Output;
import slipway.e2e.host.S3Endpoint;
import slipway.e2e.proxy.Verdict;
import slipway.e2e.site.Running;
import slipway.e2e.site.Sentence;
import slipway.e2e.site.Site;

/// A manifest that cannot be read ends in one sentence and exit code 4. What ran runs on and is
/// still healed, and the first pass after the trouble takes what was pushed meanwhile.
@OnSite
class BucketAnswersTest {
  /// A poll is tried twice, each time for 10 seconds without a byte, or with less than a KiB a
  /// second.
  private static final Duration LONGEST_POLL = Duration.ofSeconds(20);

  /// For all the rest of a pass, on a busy machine.
  private static final Duration REST = Duration.ofSeconds(40);

  @Test
  void aDenialIsToldWhileTheHostIsHealed(Site site) {
    assertErrorLivedThrough(site, 403, "AccessDenied", "Check the key's permissions");
  }

  @Test
  void aBucketThatIsGoneIsToldWhileTheHostIsHealed(Site site) {
    assertErrorLivedThrough(site, 404, "NoSuchBucket", "check its name");
  }

  @Test
  void aServerErrorIsToldWhileTheHostIsHealed(Site site) {
    assertErrorLivedThrough(site, 500, "InternalError", "worth trying again later");
  }

  @Test
  void aServerThatAsksToSlowDownIsToldWhileTheHostIsHealed(Site site) {
    assertErrorLivedThrough(site, 503, "SlowDown", "worth trying again later");
  }

  @Test
  void aManifestThatIsNotThereIsToldWhileTheHostIsHealed(Site site) {
    assertLivedThrough(
        site,
        new Verdict.Refuse(404, "NoSuchKey"),
        site.bucket().bucket() + " has no manifest.json",
        "slipway init");
  }

  @Test
  void aConnectionThatIsResetIsToldWhileTheHostIsHealed(Site site) {
    assertLivedThrough(site, new Verdict.Reset(), "no answer (", "the network");
  }

  @Test
  void aBodyThatIsCutShortIsToldWhileTheHostIsHealed(Site site) {
    assertLivedThrough(
        site, new Verdict.CutShort(20), "reading manifest.json", "broke off", "worth trying again");
  }

  @Test
  void whatPassesByTheSecondAttemptIsNotNoticed(Site site) {
    site.deploy(site.web("a", "1"));
    try (SpoiltBucket bucket = SpoiltBucket.of(site)) {
      for (Verdict once :
          List.of(
              new Verdict.Refuse(500, "InternalError"),
              new Verdict.Refuse(503, "SlowDown"),
              new Verdict.CutShort(20))) {
        bucket.heal();
        bucket.next(1, SpoiltBucket.MANIFEST, once);
        site.publish(site.web("a", "1"));
        assertEquals("", site.sync(0).err(), once::toString);
      }
      assertEquals(6, bucket.asked(SpoiltBucket.MANIFEST).size());
    }
  }

  @Test
  void aConnectionThatHangsIsGivenUp(Site site) {
    assertGivenUp(site, new Verdict.PassThenSilence(), "no answer (", "timed out", "the network");
  }

  @Slow
  @Test
  void aBodyThatHangsIsGivenUp(Site site) {
    assertGivenUp(site, new Verdict.Stall(20), "broke off", "timed out");
  }

  @Slow
  @Test
  void aByteASecondIsGivenUp(Site site) {
    assertGivenUp(
        site, new Verdict.Trickle(Duration.ofSeconds(1)), "too slowly", "bytes in 10.", "network");
  }

  @Test
  void aRedirectIsToldAndNotFollowed(Site site) {
    Running running = Running.on(site);
    try (SpoiltBucket bucket = SpoiltBucket.of(site);
        Elsewhere elsewhere = Elsewhere.listen()) {
      for (int status : List.of(301, 302, 307, 308)) {
        bucket.heal();
        bucket.always(SpoiltBucket.MANIFEST, new Verdict.Reply(elsewhere.redirect(status)));
        Sentence.assertOne(
            site.sync(4),
            "answered " + status,
            "set region and endpoint to where it is (" + elsewhere.address() + ")");
      }
      assertEquals(0, elsewhere.visits());
      running.assertUntouched();
    }
  }

  @Test
  void aBucketThatRefusesConnectionsIsNamed(Site site) throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    Running running = Running.on(site);
    S3Endpoint nobody = new S3Endpoint(URI.create("http://127.0.0.1:" + free), "key", "secret");
    site.manifestSettings().set("bucket", nobody.bucketSettings(site.bucket().bucket()));
    site.configure();
    Sentence.assertOne(site.sync(4), "refused", "127.0.0.1:" + free);
    running.assertUntouched();
  }

  @Test
  void aWrongSecretIsNamedAndNotShown(Site site) {
    Running running = Running.on(site);
    String credentials = "/etc/slipway/" + site.namespace() + ".credentials";
    S3Endpoint right = site.ground().radosgw().endpoint();
    String wrong = right.secretKey() + "-wrong";
    site.host()
        .write(
            credentials,
            new S3Endpoint(right.address(), right.accessKey(), wrong).credentialsFile());
    Output output = new Deployer(site.host(), site.settingsFile(), credentials).sync();
    assertTrue(output.exit() == 4 && !output.toString().contains(wrong), output::toString);
    Sentence.assertOne(output, "403", "secret key");
    running.assertUntouched();
  }

  private static void assertGivenUp(Site site, Verdict verdict, String... parts) {
    Running running = Running.on(site);
    try (SpoiltBucket bucket = SpoiltBucket.of(site)) {
      bucket.always(SpoiltBucket.MANIFEST, verdict);
      site.publish(running.entry(), site.web("b", "2"));
      Instant start = Instant.now();
      Sentence.assertOne(site.sync(4), parts);
      Duration took = Duration.between(start, Instant.now());
      assertTrue(took.compareTo(LONGEST_POLL.plus(REST)) < 0, took::toString);
      running.assertUntouched();
      bucket.heal();
      site.sync(0);
      site.assertAnswers("b", "web 2");
    }
  }

  private static void assertErrorLivedThrough(Site site, int status, String code, String advice) {
    assertLivedThrough(
        site,
        new Verdict.Refuse(status, code),
        "reading manifest.json in s3://" + site.bucket().bucket() + "/",
        "answered " + status + " " + code,
        advice);
  }

  private static void assertLivedThrough(Site site, Verdict verdict, String... parts) {
    Running running = Running.on(site);
    site.deploy(running.entry(), site.web("hurt", "1"));
    try (SpoiltBucket bucket = SpoiltBucket.of(site)) {
      bucket.always(SpoiltBucket.MANIFEST, verdict);
      site.publish(running.entry(), site.web("hurt", "2"));
      site.host().exec("systemctl", "stop", site.unit("hurt")).orFail();
      Sentence.assertOne(site.sync(4), parts);
      running.assertUntouched();
      site.assertAnswers("hurt", "web 1");
      bucket.heal();
      site.sync(0);
      site.assertAnswers("hurt", "web 2");
      running.assertUntouched();
    }
  }
}
