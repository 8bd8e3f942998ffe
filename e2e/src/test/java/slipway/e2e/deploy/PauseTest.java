package slipway.e2e.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Http;
import slipway.e2e.host.Output;
import slipway.e2e.site.Running;
import slipway.e2e.site.Site;

/// An operator works on the host and wants nothing changed meanwhile.
@OnSite
class PauseTest {
  private static final Duration SOON = Duration.ofSeconds(15);

  @Test
  void aPausedHostChangesNothingAndSaysSoEverywhere(Site site) {
    Running running = Running.on(site);
    pause(site, "1h");
    site.publish(running.entry(), site.web("new", "1"));
    Output pass = site.sync(0);
    assertTrue(pass.out().contains("nothing done: paused until"), pass::toString);
    assertTrue(pass.out().contains("(the disk is replaced)"), pass::toString);
    assertTrue(pass.out().contains("slipway-deployer resume"), pass::toString);
    running.assertUntouched();
    assertEquals(0, site.pid("new"));
    assertTrue(said(site, "status").contains("paused until"));
    assertTrue(said(site, "plan").contains("host: paused until"));
    assertTrue(said(site, "plan").contains(site.name("new")));
    assertEquals("the disk is replaced", ReportTest.report(site).paused().reason());

    assertTrue(said(site, "resume").contains("is over"));
    site.sync(0);
    site.assertAnswers("new", "web 1");
    assertNull(ReportTest.report(site).paused());
    assertTrue(said(site, "resume").contains("not paused"));
  }

  @Test
  void whatStopsDuringAPauseIsHealedAfterIt(Site site) {
    site.deploy(site.web("a", "1"));
    pause(site, "1h");
    site.host().exec("systemctl", "stop", site.unit("a")).orFail();
    site.sync(0);
    assertEquals(0, site.pid("a"));
    assertEquals(0, site.deployer().run("boot").exit());
    site.assertAnswers("a", "web 1");
  }

  @Test
  void theDaemonGoesOnWhenAPauseEndsByItselfAndWhenItIsEnded(Site site) {
    site.settings().withObjectProperty("poll").put("intervalSec", 3600).put("burstSec", 0);
    site.configure();
    site.publish(site.web("a", "1"));
    site.deployer().startDaemon(site.daemon(), site.namespace());
    awaitAnswer(site, "web 1");

    pause(site, "8s");
    site.publish(site.web("a", "2"));
    site.host().exec("systemctl", "kill", "-s", "HUP", site.daemon()).orFail();
    site.deployer().awaitLog(site.daemon(), "action=pause");
    site.assertAnswers("a", "web 1");
    awaitAnswer(site, "web 2");

    pause(site, "1h");
    site.publish(site.web("a", "3"));
    site.host().exec("systemctl", "kill", "-s", "HUP", site.daemon()).orFail();
    said(site, "resume");
    awaitAnswer(site, "web 3");
  }

  @Test
  void aPauseNeedsALengthThatCanBeUnderstood(Site site) {
    assertEquals(2, site.deployer().run("pause").exit());
    Output wrong = site.deployer().run("pause", "--for", "soon");
    assertEquals(2, wrong.exit());
    assertTrue(wrong.err().contains("30m, 2h or 1d12h"), wrong::toString);
  }

  private static void pause(Site site, String length) {
    Output output =
        site.deployer().run("pause", "--for", length, "--reason", "the disk is replaced").orFail();
    assertTrue(output.out().contains("paused until"), output::toString);
  }

  private static String said(Site site, String command) {
    Output output = site.deployer().run(command);
    return output.out() + output.err();
  }

  private static void awaitAnswer(Site site, String body) {
    Http.await(site.domain("a"), "/", SOON, answer -> answer.is(200, body));
  }
}
