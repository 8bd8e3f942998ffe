package slipway.e2e.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import slipway.e2e.ground.Ground;
import slipway.e2e.host.Await;
import slipway.e2e.host.Http;
import slipway.e2e.site.Site;
import tools.jackson.databind.node.ObjectNode;

/// The shipped units with what the NixOS module adds to them, on a host that is none of NixOS.
@OnSite
class NixosHostTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration A_WHILE = Duration.ofSeconds(100);

  @AfterEach
  void remove(Ground ground) {
    new ModuleUnits(ground.host()).remove();
  }

  @Test
  void aDaemonDeploys(Site site) {
    configure(site, ModuleOptions.besideCaddy(site));
    site.publish(site.web("a", "1"));
    systemctl(site, "start", "slipway-deployer.service");
    answers(site, "1");
    // As a switch does, whose next poll would be tomorrow.
    site.publish(site.web("a", "2"));
    systemctl(site, "start", "slipway-deployer-now.service");
    answers(site, "2");
    assertEquals("active", site.units().activeState("slipway-deployer.service"));
  }

  @Test
  void aTimerDeploysAndASwitchAsksForAPass(Site site) {
    configure(site, ModuleOptions.besideCaddy(site).put("mode", "timer").put("intervalSec", 100));
    site.publish(site.web("a", "1"));
    systemctl(site, "start", "slipway-deployer-sync.timer");
    // systemd may elapse it up to a minute late, to do several things at once.
    Http.await(site.domain("a"), "/", A_WHILE, answer -> answer.is(200, "web 1"));
    assertEquals(
        "1min 40s",
        site.host()
            .shell(
                "systemctl show -P TimersMonotonic slipway-deployer-sync.timer"
                    + " | sed -n 's/.*OnUnitInactiveUSec=\\([^;]*\\) ;.*/\\1/p'")
            .orFail()
            .text());
    Await.until(
        "the pass has ended",
        SOON,
        () -> site.units().activeState("slipway-deployer-sync.service").equals("inactive"));
    site.publish(site.web("a", "2"));
    systemctl(site, "start", "slipway-deployer-now.service");
    answers(site, "2");
  }

  @Test
  void thePassAtTheEndOfASwitchStartsWhatStoppedWithAUnitItRequires(Site site) {
    site.host()
        .write(
            ModuleUnits.DIRECTORY + site.name("base") + ".service",
            "[Service]\nExecStart=sleep infinity\n");
    configure(site, ModuleOptions.besideCaddy(site));
    systemctl(site, "start", site.unit("base"));
    ObjectNode needy = site.web("a", "1");
    needy.withObjectProperty("systemd").putArray("requires").add(site.unit("base"));
    site.publish(needy, site.web("b", "1"));
    systemctl(site, "start", "slipway-deployer.service");
    answers(site, "1");
    int other = site.pid("b");
    // As a switch restarts a unit that changed.
    systemctl(site, "stop", site.unit("base"));
    assertEquals("inactive", site.units().activeState(site.unit("a")));
    systemctl(site, "start", site.unit("base"));
    systemctl(site, "start", "slipway-deployer-now.service");
    answers(site, "1");
    assertEquals(other, site.pid("b"), "the other is the same process");
  }

  /// NixOS looks at what is loaded from there, and stops what its next configuration does not have.
  @Test
  void whatIsDeployedIsNotLoadedFromWhereASwitchLooks(Site site) {
    site.deploy(site.web("a", "1"));
    String file =
        site.host().exec("systemctl", "show", "-P", "FragmentPath", site.unit("a")).orFail().text();
    assertTrue(file.endsWith("/" + site.unit("a")), file);
    assertFalse(file.startsWith("/etc/"), file);
    assertEquals(
        "", site.host().shell("find /etc/systemd/system -name \"$1*\"", site.name("a")).text());
  }

  private static void configure(Site site, ObjectNode options) {
    new ModuleUnits(site.host()).configure(NixCode.on(site.host()).of(options));
  }

  private static void systemctl(Site site, String... words) {
    String[] command = new String[words.length + 1];
    command[0] = "systemctl";
    System.arraycopy(words, 0, command, 1, words.length);
    site.host().exec(command).orFail();
  }

  private static void answers(Site site, String version) {
    Http.await(site.domain("a"), "/", SOON, answer -> answer.is(200, "web " + version));
  }
}
