package slipway.e2e.deploy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Deployer;
import slipway.e2e.host.S3Endpoint;
import slipway.e2e.site.Running;
import slipway.e2e.site.Sentence;
import slipway.e2e.site.Site;

/// A bucket that cannot be read ends in one sentence, exit code 4, and what ran runs on.
@OnSite
class BadBucketTest {
  @Test
  void aBucketThatDeniesIsNamed(Site site) throws IOException {
    try (FaultyS3 server = FaultyS3.answering(403, "AccessDenied")) {
      assertUnreachable(site, server.endpoint(), "403", "AccessDenied", "permissions");
    }
  }

  @Test
  void aBucketThatDoesNotExistIsNamed(Site site) throws IOException {
    try (FaultyS3 server = FaultyS3.answering(404, "NoSuchBucket")) {
      assertUnreachable(site, server.endpoint(), "404", site.bucket().bucket());
    }
  }

  @Test
  void aBucketThatIsBrokenIsNamed(Site site) throws IOException {
    try (FaultyS3 server = FaultyS3.answering(500, "InternalError")) {
      assertUnreachable(site, server.endpoint(), "500", "trouble");
    }
  }

  @Test
  void aBucketThatRefusesConnectionsIsNamed(Site site) throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    assertUnreachable(site, FaultyS3.at(free), "refused", "127.0.0.1:" + free);
  }

  @Test
  void aBucketThatNeverAnswersIsGivenUp(Site site) throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Instant start = Instant.now();
      assertUnreachable(
          site, FaultyS3.at(silent.getLocalPort()), "127.0.0.1:" + silent.getLocalPort());
      Duration took = Duration.between(start, Instant.now());
      assertTrue(took.compareTo(Duration.ofSeconds(60)) < 0, took::toString);
    }
  }

  @Test
  void aBucketWithoutAManifestIsNamed(Site site) {
    Running running = Running.on(site);
    site.bucket().delete("manifest.json");
    Sentence.assertOne(site.sync(4), "manifest.json", site.bucket().bucket(), "slipway init");
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
    var deployer = new Deployer(site.host(), site.settingsFile(), credentials);
    var output = deployer.sync();
    assertTrue(output.exit() == 4 && !output.toString().contains(wrong), output::toString);
    Sentence.assertOne(output, "403", "secret key");
    running.assertUntouched();
  }

  @Test
  void theLastAcceptedManifestIsStillKept(Site site) throws IOException {
    site.deploy(site.web("a", "1"));
    site.host().exec("systemctl", "stop", site.unit("a")).orFail();
    try (FaultyS3 server = FaultyS3.answering(503, "SlowDown")) {
      point(site, server.endpoint());
      site.sync(4);
    }
    site.assertAnswers("a", "web 1");
  }

  private static void assertUnreachable(Site site, S3Endpoint endpoint, String... parts) {
    Running running = Running.on(site);
    point(site, endpoint);
    Sentence.assertOne(site.sync(4), parts);
    running.assertUntouched();
  }

  private static void point(Site site, S3Endpoint endpoint) {
    site.manifestSettings().set("bucket", endpoint.bucketSettings(site.bucket().bucket()));
    site.configure();
  }
}
