package slipway.e2e.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Await;
import slipway.e2e.host.Deployer;
import slipway.e2e.host.Http;
import slipway.e2e.host.Slipway;
import slipway.e2e.site.Site;

/// `slipway-deployer run` as a unit of `Type=notify` that polls every second.
@OnSite
class DaemonTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  @Test
  void aPushIsPickedUpByThePoll(Site site) {
    Slipway slipway = site.slipway();
    slipway.write("a.json", site.web("a", "1").without("artifact").toString());
    site.deployer().startDaemon(site.daemon(), site.namespace());
    String path = site.web("a", "1").at("/artifact/storePath").asString();
    slipway.run("push", site.name("a"), path, "-f", "a.json").orFail();
    awaitAnswer(site, "web 1");
    site.publish(site.web("a", "2"));
    awaitAnswer(site, "web 2");
    assertTrue(statusText(site).contains("as the manifest says"), () -> statusText(site));
  }

  @Test
  void theDaemonLivesThroughABucketThatGoesAwayAndComesBack(Site site) {
    site.publish(site.web("a", "1"));
    site.deployer().startDaemon(site.daemon(), site.namespace());
    awaitAnswer(site, "web 1");
    int daemon = site.units().pid(site.daemon());
    int service = site.pid("a");
    site.ground().radosgw().away();
    Await.until(
        "the daemon says that the bucket is away",
        Duration.ofSeconds(30),
        () -> statusText(site).contains("last accepted manifest"));
    site.assertAnswers("a", "web 1");
    assertEquals(service, site.pid("a"));
    site.ground().radosgw().back();
    site.publish(site.web("a", "2"));
    awaitAnswer(site, "web 2");
    assertEquals(daemon, site.units().pid(site.daemon()));
  }

  @Test
  void hangupAsksForAPassNow(Site site) {
    site.settings().withObjectProperty("poll").put("intervalSec", 3600).put("burstSec", 0);
    site.configure();
    site.publish(site.web("a", "1"));
    site.deployer().startDaemon(site.daemon(), site.namespace());
    awaitAnswer(site, "web 1");
    site.publish(site.web("a", "2"));
    site.host().exec("systemctl", "kill", "-s", "HUP", site.daemon()).orFail();
    awaitAnswer(site, "web 2");
  }

  @Test
  void aDaemonAtRestHoldsLittleOfItsCache(Site site) {
    site.publish(site.web("a", "1"));
    site.deployer().startDaemon(site.daemon(), site.namespace());
    awaitAnswer(site, "web 1");
    Path smaps = site.host().file("/proc/" + site.units().pid(site.daemon()) + "/smaps");

    Await.until(
        "less than two thirds of the classes in its AOT cache are in its memory",
        SOON,
        () -> {
          Map<String, Integer> cache = readOnlyCache(smaps);
          assertEquals(0, cache.get("Anonymous"), cache::toString);
          return cache.get("Rss") * 3 < cache.get("Size") * 2;
        });
  }

  /// What the kernel says of the part of the cache that is only read, in KiB.
  private static Map<String, Integer> readOnlyCache(Path smaps) {
    Map<String, Integer> found = new HashMap<>();
    boolean inside = false;
    for (String line : lines(smaps)) {
      if (line.contains(" kB") && inside) {
        String[] words = line.split(":? +", -1);
        found.put(words[0], Integer.valueOf(words[1]));
      } else if (!line.startsWith("VmFlags")) {
        inside = line.contains(" r--p ") && line.endsWith(".aot");
      }
    }
    return found;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aStoppedDaemonEndsCleanlyAndLeavesServicesRunning(Site site) {
    site.publish(site.web("a", "1"));
    site.deployer().startDaemon(site.daemon(), site.namespace());
    awaitAnswer(site, "web 1");
    int pid = site.pid("a");
    site.host().exec("systemctl", "stop", site.daemon()).orFail();
    assertEquals("inactive", site.units().activeState(site.daemon()));
    assertEquals(
        "\"success\"", site.units().property(site.daemon(), "Service", "Result").toString());
    assertEquals(pid, site.pid("a"));
    site.assertAnswers("a", "web 1");
  }

  @Test
  void aHostWithoutACredentialsFileStartsTheDaemon(Site site) {
    new Deployer(site.host(), site.settingsFile(), "/etc/slipway/none")
        .startDaemon(site.daemon(), site.namespace());
    assertEquals("active", site.units().activeState(site.daemon()));
  }

  private static void awaitAnswer(Site site, String body) {
    Http.await(site.domain("a"), "/", SOON, answer -> answer.is(200, body));
  }

  private static String statusText(Site site) {
    return site.units().property(site.daemon(), "Service", "StatusText").asString();
  }
}
