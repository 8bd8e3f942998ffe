package slipway.e2e.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Http;
import slipway.e2e.host.Output;
import slipway.e2e.site.Sentence;
import slipway.e2e.site.Site;
import tools.jackson.databind.node.ObjectNode;

/// A release that does not work costs one outage.
@OnSite
class FailedReleaseTest {
  @Test
  void aReleaseThatCrashesOnStartGivesWayToThePreviousOne(Site site) {
    site.deploy(site.web("a", "1"));
    site.publish(failing(site, Kind.CRASH));
    Output output = site.sync(1);
    Sentence.assertOne(output, site.name("a"), "release 1");
    site.assertAnswers("a", "web 1");
    assertEquals(site.ground().closure(Kind.WEB, "1"), site.profile("a"));
  }

  @Test
  void anUnhealthyReleaseGivesWayToThePreviousOne(Site site) {
    site.deploy(site.web("a", "1"));
    site.publish(failing(site, Kind.UNHEALTHY));
    Output output = site.sync(1);
    Sentence.assertOne(output, site.name("a"), "500", "release 1");
    site.assertAnswers("a", "web 1");
  }

  @Test
  void aFailedReleaseIsTriedAgainOnlyWhenSomebodySaysSo(Site site) {
    site.deploy(site.web("a", "1"));
    site.publish(failing(site, Kind.CRASH));
    site.sync(1);
    long crashes = crashes(site);
    assertTrue(crashes > 0);
    int pid = site.pid("a");
    site.sync(1);
    assertEquals(crashes, crashes(site), "it is not tried by the next pass");
    assertEquals(pid, site.pid("a"), "and the previous one is left alone");
    site.deployer().run("retry", site.name("a")).orFail();
    site.sync(1);
    assertTrue(crashes(site) > crashes, "it is tried after `retry`");
    site.assertAnswers("a", "web 1");
  }

  @Test
  void aChangedEntryIsTriedAgain(Site site) {
    site.publish(failing(site, Kind.CRASH));
    site.sync(1);
    site.deploy(site.web("a", "2"));
    site.assertAnswers("a", "web 2");
  }

  @Test
  void aFirstReleaseThatFailsLeavesNothing(Site site) {
    site.publish(failing(site, Kind.UNHEALTHY));
    Output output = site.sync(1);
    Sentence.assertOne(output, site.name("a"), "first release");
    assertEquals(0, site.pid("a"));
    assertFalse(site.units().isLoaded(site.unit("a")));
    assertFalse(site.isRouted("a"));
    assertEquals(0, Http.port(site.port("a"), "/").status());
  }

  @Test
  void aFailingServiceDoesNotStopTheOthers(Site site) {
    site.publish(failing(site, Kind.CRASH), site.web("b", "1"), site.web("c", "2"));
    site.sync(1);
    site.assertAnswers("b", "web 1");
    site.assertAnswers("c", "web 2");
  }

  private static ObjectNode failing(Site site, Kind kind) {
    ObjectNode service = site.entry("a", kind, "1");
    service.withObjectProperty("health").put("timeoutSec", 2);
    // systemd's own pause between two tries is the one that people have.
    service.remove("systemd");
    return service;
  }

  /// How often the crashing program has been started.
  private static long crashes(Site site) {
    site.host().exec("journalctl", "--sync").orFail();
    return site.host()
        .exec("journalctl", "-q", "-o", "cat", "-u", site.unit("a"))
        .orFail()
        .out()
        .lines()
        .filter(line -> line.equals("web 1 cannot start"))
        .count();
  }
}
