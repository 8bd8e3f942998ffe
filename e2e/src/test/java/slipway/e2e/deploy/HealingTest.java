package slipway.e2e.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Http;
import slipway.e2e.site.Site;

/// What went wrong on the host is put right, by a pass or at boot.
@OnSite
class HealingTest {
  @Test
  void aRestartedCaddyGetsItsRoutesBack(Site site) {
    site.deploy(site.web("a", "1"));
    int pid = site.pid("a");
    site.host().exec("systemctl", "restart", "caddy").orFail();
    assertFalse(site.isRouted("a"), "Caddy keeps nothing over a restart");
    site.sync(0);
    site.assertAnswers("a", "web 1");
    assertEquals(pid, site.pid("a"));
  }

  @Test
  void aStoppedServiceIsStarted(Site site) {
    site.deploy(site.web("a", "1"));
    site.host().exec("systemctl", "stop", site.unit("a")).orFail();
    site.sync(0);
    site.assertAnswers("a", "web 1");
  }

  @Test
  void anEditedUnitIsWrittenAgain(Site site) {
    site.deploy(site.web("a", "1"));
    String file = site.state() + "/services/" + site.unit("a");
    String wanted = site.host().exec("cat", file).orFail().out();
    site.host().shell("echo 'MemoryMax=1M' >>\"$1\"; systemctl daemon-reload", file).orFail();
    site.sync(0);
    assertEquals(wanted, site.host().exec("cat", file).orFail().out());
    site.assertAnswers("a", "web 1");
  }

  @Test
  void aRebootWithTheBucketAwayBringsEveryServiceBack(Site site) {
    site.deploy(site.web("a", "1"), site.web("b", "2"));
    site.deployer().enableBoot("deployer-boot-" + site.namespace() + ".service");
    site.ground().radosgw().away();
    site.host().reboot();
    Http.await(site.domain("a"), "/", Duration.ofSeconds(20), answer -> answer.is(200, "web 1"));
    Http.await(site.domain("b"), "/", Duration.ofSeconds(20), answer -> answer.is(200, "web 2"));
    assertTrue(site.pid("a") > 0 && site.pid("b") > 0);
  }
}
