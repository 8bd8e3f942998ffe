package slipway.e2e.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import slipway.e2e.ground.Documents;
import slipway.e2e.host.Await;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.site.Site;
import tools.jackson.databind.node.ObjectNode;

/// A service with `systemd.timer` is a job.
@OnSite
class TimerTest {
  private static final Duration SOON = Duration.ofSeconds(15);

  @Test
  void aJobRunsWhenItsTimerSaysSo(Site site) {
    // A run two days ago, so that the daily one is overdue: waiting for midnight takes too long.
    site.host()
        .shell(
            "mkdir -p /var/lib/systemd/timers; touch -d '-2 days' \"$1\"",
            "/var/lib/systemd/timers/stamp-" + site.name("job") + ".timer")
        .orFail();
    site.deploy(job(site));
    Await.until("the job has run", SOON, () -> runs(site).contains("web 1"));
    assertEquals("active", site.units().activeState(site.name("job") + ".timer"));
    assertEquals(0, site.pid("job"));
    assertTrue(
        site.units()
            .property(site.name("job") + ".timer", "Timer", "TimersCalendar")
            .toString()
            .contains("*-*-* 00:00:00"));
  }

  @Test
  void aJobThatIsNotDueDoesNotRun(Site site) {
    site.deploy(job(site));
    assertEquals("active", site.units().activeState(site.name("job") + ".timer"));
    assertEquals("inactive", site.units().activeState(site.unit("job")));
    assertEquals("", runs(site));
  }

  @Test
  void aRemovedJobTakesItsTimerAlong(Site site) {
    site.deploy(job(site));
    site.deploy();
    assertFalse(site.units().isLoaded(site.name("job") + ".timer"));
    assertFalse(site.units().isLoaded(site.unit("job")));
  }

  private static ObjectNode job(Site site) {
    ObjectNode job =
        Documents.process(site.name("job"), site.ground().closure(Kind.JOB, "1"), Site.HOST);
    job.withObjectProperty("systemd").put("timer", "daily").put("type", "oneshot");
    job.putObject("hardening").put("stateDirectory", site.name("job"));
    return job;
  }

  /// What the job has appended to its file so far.
  private static String runs(Site site) {
    return site.host().exec("cat", "/var/lib/private/" + site.name("job") + "/runs").text();
  }
}
