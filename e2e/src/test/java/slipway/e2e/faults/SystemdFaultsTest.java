package slipway.e2e.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.e2e.host.Await;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Http;
import slipway.e2e.host.Output;
import slipway.e2e.site.Sentence;
import slipway.e2e.site.Site;
import tools.jackson.databind.node.ObjectNode;

/// systemd loses its bus or is replaced under a job, and services do not start, stop or stay up as
/// they should. Each wait has an end, and others do not wait with it.
@OnSite
class SystemdFaultsTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int STOP_SECONDS = 4;
  private static final int START_SECONDS = 15;

  /// 90 s for other units, 90 s for the start, twice the time to stop, and the rest of a pass.
  private static final Duration GIVEN_UP = Duration.ofSeconds(90 + 90 + 2 * STOP_SECONDS + 60);

  @Test
  void aJobOutlivesTheSystemBus(Site site) {
    assertSurvived(site, "systemctl kill -s KILL dbus.service");
  }

  @Test
  void aJobOutlivesSystemdsReexecution(Site site) {
    assertSurvived(site, "systemctl daemon-reexec");
  }

  @Test
  void aPassNeedsNoSystemBus(Site site) {
    site.host().exec("systemctl", "stop", "dbus.socket", "dbus.service").orFail();
    try {
      site.deploy(site.web("a", "1"));
    } finally {
      site.host().exec("systemctl", "start", "dbus.socket").orFail();
    }
    site.assertAnswers("a", "web 1");
  }

  /// The old process takes its time to stop, and in that time the fault comes.
  private static void assertSurvived(Site site, String fault) {
    site.deploy(stubborn(site, Kind.STUBBORN, "1"));
    site.publish(stubborn(site, Kind.WEB, "2"));
    CompletableFuture<Output> pass = CompletableFuture.supplyAsync(() -> site.deployer().sync());
    awaitState(site, "deactivating");
    site.host().shell(fault).orFail();
    Output output = pass.join();
    assertEquals(0, output.exit(), output::toString);
    site.assertAnswers("a", "web 2");
    int pid = site.pid("a");
    assertEquals("nothing to do", site.sync(0).text());
    assertEquals(pid, site.pid("a"), "it was restarted once");
  }

  @Test
  void aServiceThatIgnoresSigtermIsKilledAndReplaced(Site site) {
    site.deploy(stubborn(site, Kind.STUBBORN, "1"));
    site.deploy(stubborn(site, Kind.WEB, "2"));
    site.assertAnswers("a", "web 2");
  }

  @Test
  void aServiceThatIgnoresSigtermIsKilledAndRemoved(Site site) {
    site.deploy(stubborn(site, Kind.STUBBORN, "1"));
    int pid = site.pid("a");
    site.deploy();
    assertFalse(site.host().exec("test", "-e", "/proc/" + pid).succeeded());
    assertFalse(site.units().isLoaded(site.unit("a")));
  }

  @Test
  void aStartThatNeverEndsGivesWayToThePreviousReleaseAndDelaysNobody(Site site) {
    assertGivesWay(site, "notify", "it was not ready");
  }

  @Test
  void aProgramThatNeverEndsGivesWayToThePreviousRelease(Site site) {
    assertGivesWay(site, "oneshot", "not ready or not stopped in time");
  }

  private static void assertGivesWay(Site site, String type, String reason) {
    site.deploy(site.web("a", "1"), site.web("b", "1"));
    ObjectNode hang = site.entry("a", Kind.HANG, "1");
    hang.withObjectProperty("systemd").put("type", type);
    hang.withObjectProperty("health").put("timeoutSec", START_SECONDS);
    if (type.equals("oneshot")) {
      // It is judged by how it ends, and a manifest that asks it something is refused.
      hang.remove("http");
      hang.withObjectProperty("health").remove("path");
    }
    hang.withObjectProperty("systemd").put("restart", type.equals("oneshot") ? "no" : "on-failure");
    site.publish(hang, site.web("b", "2"));
    CompletableFuture<Output> pass = CompletableFuture.supplyAsync(() -> site.deployer().sync());
    Http.await(site.domain("b"), "/", SOON, answer -> answer.is(200, "web 2"));
    assertEquals("activating", site.units().activeState(site.unit("a")), "b did not wait for it");
    Output output = pass.join();
    assertEquals(1, output.exit(), output::toString);
    Sentence.assertOne(output, site.name("a"), reason, "release 1 (web-1) runs");
    site.assertAnswers("a", "web 1");
    site.deploy(site.web("a", "3"), site.web("b", "2"));
    site.assertAnswers("a", "web 3");
  }

  /// systemd has no limit for this: the time that a unit has for its start begins when its turn has
  /// come.
  @Test
  @Slow
  void aStartThatWaitsForWhatNeverStartsIsGivenUp(Site site, @TempDir Path logs) throws Exception {
    site.deploy(site.web("a", "1"));
    String never = "never-" + site.namespace() + ".service";
    site.host()
        .shell(
            """
            printf '[Service]\\nType=oneshot\\nTimeoutStartSec=infinity\\nExecStart=sleep infinity\\n' \\
              >"/run/systemd/system/$1"
            systemctl daemon-reload
            systemctl start --no-block "$1"
            """,
            never)
        .orFail();
    try {
      ObjectNode waits = stubborn(site, Kind.WEB, "2");
      waits.withObjectProperty("systemd").putArray("after").add(never);
      site.publish(waits);
      Path said = logs.resolve("said");
      Process pass = site.deployer().begin(said, "sync");
      assertTrue(pass.waitFor(GIVEN_UP.toSeconds(), TimeUnit.SECONDS), "the pass has an end");
      assertEquals(1, pass.exitValue());
      assertTrue(
          Files.readString(said).contains("the restart job had not ended after "),
          () -> "it says why: " + said);
      site.assertAnswers("a", "web 1");
    } finally {
      site.host().exec("systemctl", "kill", "-s", "KILL", never);
      site.host().exec("rm", "/run/systemd/system/" + never).orFail();
    }
    site.deploy(site.web("a", "3"));
    site.assertAnswers("a", "web 3");
  }

  @Test
  void aReleaseThatStopsWorkingIsToldOfAndLeftToSystemd(Site site) {
    // Slower than systemd's own limit of five starts in ten seconds.
    site.deploy(fragile(site, "3"), site.web("b", "1"));
    breakIt(site);
    try {
      Await.until(
          "it is restarted",
          SOON,
          () -> site.units().property(site.unit("a"), "Service", "NRestarts").asInt() > 0);
      Sentence.assertOne(site.sync(1), site.unit("a"), "does not stay up", "journalctl -u");
      String plan = site.deployer().run("plan").out();
      assertFalse(plan.contains("start"), plan);
      site.assertAnswers("b", "web 1");
    } finally {
      mendIt(site);
    }
    site.host().exec("systemctl", "restart", site.unit("a")).orFail();
    site.sync(0);
    site.assertAnswers("a", "web 1");
  }

  @Test
  void aReleaseThatSystemdGaveUpIsStartedAFewTimesAndThenLeftAlone(Site site) {
    ObjectNode entry = fragile(site, "0");
    site.deploy(entry);
    breakIt(site);
    try {
      awaitState(site, "failed");
      for (int repair = 1; repair <= 5; repair++) {
        Sentence.assertOne(site.sync(1), site.unit("a"), "see `journalctl -u");
        awaitState(site, "failed");
      }
      Sentence.assertOne(site.sync(1), site.unit("a"), "5 times within 60 minutes", "retry");
    } finally {
      mendIt(site);
    }
    assertTrue(site.deployer().run("retry", site.name("a")).succeeded());
    site.sync(0);
    site.assertAnswers("a", "web 1");
  }

  /// The time to stop is that of the entry that comes, since its unit is loaded by then.
  private static ObjectNode stubborn(Site site, Kind kind, String version) {
    ObjectNode entry = site.entry("a", kind, version);
    entry.withObjectProperty("systemd").put("stopTimeoutSec", STOP_SECONDS);
    return entry;
  }

  private static ObjectNode fragile(Site site, String restartSeconds) {
    ObjectNode entry = site.entry("a", Kind.FRAGILE, "1");
    entry
        .withObjectProperty("systemd")
        .put("restart", "always")
        .put("restartSec", Integer.parseInt(restartSeconds));
    return entry;
  }

  private static void breakIt(Site site) {
    site.host().exec("touch", flag(site)).orFail();
    site.host().exec("systemctl", "kill", "-s", "KILL", site.unit("a")).orFail();
  }

  private static void mendIt(Site site) {
    site.host().exec("rm", flag(site)).orFail();
  }

  private static String flag(Site site) {
    return "/run/slipway-fragile-" + site.port("a");
  }

  private static void awaitState(Site site, String state) {
    Await.until(
        "the unit is " + state, SOON, () -> site.units().activeState(site.unit("a")).equals(state));
  }
}
