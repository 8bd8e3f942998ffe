package slipway.e2e.deploy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Http;
import slipway.e2e.site.Site;

/// What ran comes back at boot. What a pass puts right is in group `faults`.
@OnSite
class HealingTest {
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
