package slipway.e2e.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import slipway.e2e.site.Running;
import slipway.e2e.site.Sentence;
import slipway.e2e.site.Site;

/// Somebody works on the host by hand. What they undo is put right; what systemd has for saying "I
/// want it so" (a mask, a unit of their own, a drop-in) is respected.
@OnSite
class HandsOnTest {
  private static final int REPAIRS = 5;

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
  void anEmptiedUnitIsWrittenAgain(Site site) {
    site.deploy(site.web("a", "1"));
    String file = site.state() + "/services/" + site.unit("a");
    String wanted = site.host().exec("cat", file).orFail().out();
    site.host().shell(": >\"$1\"; systemctl daemon-reload", file).orFail();
    site.sync(0);
    assertEquals(wanted, site.host().exec("cat", file).orFail().out());
    site.assertAnswers("a", "web 1");
  }

  @Test
  void aDropInIsTheOperatorsAndStays(Site site) {
    Running running = Running.on(site);
    String unit = site.unit("runs");
    site.host()
        .shell(
            """
            mkdir -p "/etc/systemd/system/$1.d"
            printf '[Service]\\nTasksMax=77\\n' >"/etc/systemd/system/$1.d/mine.conf"
            systemctl daemon-reload
            """,
            unit)
        .orFail();
    site.sync(0);
    running.assertUntouched();
    site.deploy(site.web("runs", "2"));
    site.assertAnswers("runs", "web 2");
    assertEquals(77, site.units().property(unit, "Service", "TasksMax").asInt());
  }

  @Test
  void aMaskedServiceIsLeftAlone(Site site) {
    assertMaskIsRespected(site, "mask", "unmask");
  }

  @Test
  void aServiceMaskedUntilTheNextBootIsLeftAlone(Site site) {
    assertMaskIsRespected(site, "mask --runtime --force", "unmask --runtime");
  }

  private static void assertMaskIsRespected(Site site, String mask, String unmask) {
    Running running = Running.on(site);
    String unit = site.unit("runs");
    site.host().shell("systemctl " + mask + " \"$1\"", unit).orFail();
    Sentence.assertOne(site.sync(1), unit, "is masked", "`systemctl " + unmask + " " + unit + "`");
    site.publish(site.web("runs", "2"));
    Sentence.assertOne(site.sync(1), unit, "is masked");
    running.assertUntouched();
    site.host().shell("systemctl " + unmask + " \"$1\"", unit).orFail();
    site.sync(0);
    site.assertAnswers("runs", "web 2");
  }

  @Test
  void aMaskedServiceThatIsToGoStaysUntilSomebodyHasStoppedIt(Site site) {
    Running running = Running.on(site);
    String unit = site.unit("runs");
    site.host().exec("systemctl", "mask", unit).orFail();
    site.publish();
    Sentence.assertOne(site.sync(1), unit, "is masked", "still runs", "systemctl stop " + unit);
    running.assertUntouched();
    assertTrue(site.isRooted(site.profile("runs")), "what still runs keeps its closure");
    site.host().exec("systemctl", "stop", unit).orFail();
    site.sync(0);
    assertEquals("", site.profile("runs"));
    assertFalse(site.isRouted("runs"));
  }

  @Test
  void aUnitOfTheOperatorInPlaceOfOursIsLeftAlone(Site site) {
    Running running = Running.on(site);
    String theirs = "/etc/systemd/system/" + site.unit("runs");
    site.host()
        .shell(
            "cp \"$1\" \"$2\"; systemctl daemon-reload",
            site.state() + "/services/" + site.unit("runs"),
            theirs)
        .orFail();
    site.publish(site.web("runs", "2"));
    Sentence.assertOne(site.sync(1), site.unit("runs"), theirs, "remove that unit");
    running.assertUntouched();
    site.host().shell("rm \"$1\"; systemctl daemon-reload", theirs).orFail();
    site.sync(0);
    site.assertAnswers("runs", "web 2");
  }

  @Test
  void aServiceThatIsStoppedAgainAndAgainIsLeftAloneAndToldOf(Site site) {
    site.deploy(site.web("a", "1"), site.web("b", "2"));
    String unit = site.unit("a");
    for (int repair = 1; repair <= REPAIRS; repair++) {
      site.host().exec("systemctl", "stop", unit).orFail();
      site.sync(0);
      site.assertAnswers("a", "web 1");
    }
    site.host().exec("systemctl", "stop", unit).orFail();
    for (int pass = 0; pass < 2; pass++) {
      Sentence.assertOne(
          site.sync(1),
          unit,
          "5 times within 60 minutes",
          "slipway-deployer retry " + site.name("a"));
      assertEquals("inactive", site.units().activeState(unit));
    }
    String status = site.deployer().run("status").out();
    assertTrue(status.contains("left alone until"), status);
    site.assertAnswers("b", "web 2");
    site.deployer().run("retry", site.name("a")).orFail();
    site.sync(0);
    site.assertAnswers("a", "web 1");
  }
}
