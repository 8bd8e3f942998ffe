package slipway.e2e.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import slipway.e2e.ground.Ground;
import slipway.e2e.host.Deployer;
import slipway.e2e.host.Output;
import slipway.e2e.site.Running;
import slipway.e2e.site.Sentence;
import slipway.e2e.site.Site;

/// Settings that cannot be used end in one sentence a problem, exit code 2, and nothing is done.
@OnSite
class BadSettingsTest {
  @Test
  void aMisspeltKeyIsNamedWithTheNearestOne(Site site) {
    Running running = Running.on(site);
    site.settings().withObjectProperty("poll").put("intervallSec", 5);
    site.configure();
    Sentence.assertOne(site.sync(2), "intervallSec", "intervalSec", site.settingsFile());
    running.assertUntouched();
  }

  @Test
  void allProblemsAreReportedTogether(Site site) {
    site.settings().put("paralelism", 2).withObjectProperty("caddy").put("sever", "srv0");
    site.configure();
    Output output = site.sync(2);
    assertTrue(output.err().contains("paralelism"), output::toString);
    assertTrue(output.err().contains("sever"), output::toString);
    assertEquals(2, output.err().lines().count(), output::toString);
  }

  @Test
  void aHostThatTrustsNobodyDoesNotStart(Site site) {
    site.manifestSettings().putArray("trustedKeys");
    site.configure();
    Sentence.assertOne(site.sync(2), "trustedKeys", "allowUnsigned");
  }

  @Test
  void settingsThatAreNotThereAreNamed(Site site) {
    Deployer deployer = new Deployer(site.host(), "/etc/slipway/none.json", Ground.CREDENTIALS);
    Output output = deployer.sync();
    assertEquals(2, output.exit(), output::toString);
    Sentence.assertOne(output, "/etc/slipway/none.json", "--config");
  }

  @Test
  void aCommandThatDoesNotExistIsAUsageError(Site site) {
    assertEquals(2, site.deployer().run("snyc").exit());
  }
}
