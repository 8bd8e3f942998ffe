package slipway.e2e.switching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Await;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Http;
import slipway.e2e.host.Output;
import slipway.e2e.invariant.Probe;
import slipway.e2e.site.Sentence;
import slipway.e2e.site.Site;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What visitors, systemd and Caddy see of a change.
@OnSite
class SwitchTest {
  @Test
  void anUpdateLeadsVisitorsToTheOtherPortAndStopsTheInstanceBeforeOnceItHasDrained(Site site) {
    Two two = new Two(site, "shop", 2);
    site.deploy(two.entry("1"));
    assertEquals(List.of(two.internal()), two.up());
    JsonNode route = two.route();
    int before = two.pid(two.internal());

    site.publish(two.entry("2"));
    Output sync = site.sync(0);

    site.assertAnswers("shop", "web 2");
    assertEquals(List.of(two.internal(), two.standby()), two.up());
    assertEquals(before, two.pid(two.internal()));
    assertEquals("web 1", two.direct(two.internal()));
    assertEquals(route, two.route(), "nothing was written");
    assertTrue(
        sync.err().contains("an instance that visitors have left goes on until"), sync::toString);

    assertEquals(0, site.deployer().run("sync", "--drain").exit());
    assertEquals(List.of(two.standby()), two.up());
    site.assertAnswers("shop", "web 2");
  }

  @Test
  void theDaemonStopsItByItself(Site site) {
    Two two = new Two(site, "shop", 1);
    site.settings().withObjectProperty("poll").put("intervalSec", 600);
    site.configure();
    site.deploy(two.entry("1"));
    site.publish(two.entry("2"));
    site.deployer().startDaemon(site.daemon(), site.namespace());
    Http.await(site.domain("shop"), "/", Duration.ofSeconds(30), answer -> answer.is(200, "web 2"));
    Await.until(
        "only the instance that serves is left",
        Duration.ofSeconds(15),
        () -> two.up().equals(List.of(two.standby())));
  }

  @Test
  void aBadReleaseNeverSeesAVisitor(Site site) {
    Two two = new Two(site, "shop", 1);
    site.deploy(two.entry("1"));
    JsonNode route = two.route();
    int before = two.pid(two.internal());
    try (Probe probe = new Probe(site)) {
      probe.watch("shop");
      for (Kind kind : List.of(Kind.UNHEALTHY, Kind.CRASH)) {
        ObjectNode bad = two.entry(kind, "2");
        bad.withObjectProperty("health").put("timeoutSec", 2);
        site.publish(bad);

        Sentence.assertOne(site.sync(1), site.name("shop"), "release 1 (", "runs");
        assertEquals(List.of(two.internal()), two.up());
        assertEquals(List.of(), site.sync(1).out().lines().toList(), "it is not tried again");
      }
      assertEquals(List.of(), probe.take());
    }
    assertEquals(before, two.pid(two.internal()));
    assertEquals(route, two.route());
  }

  @Test
  void aRollbackWhileTheInstanceBeforeDrainsTakesNoStart(Site site) {
    Two two = new Two(site, "shop", 60);
    site.deploy(two.entry("1"));
    int first = two.pid(two.internal());
    site.deploy(two.entry("2"));

    site.publish(two.entry("1"));
    Output sync = site.sync(0);

    site.assertAnswers("shop", "web 1");
    assertEquals(first, two.pid(two.internal()));
    assertTrue(
        sync.out().lines().noneMatch(line -> line.matches("(copy|start|restart) .*")),
        sync::toString);
  }

  @Test
  void afterARebootTheInstanceThatServedIsBackWithoutTheBucket(Site site) {
    Two two = new Two(site, "shop", 60);
    site.deploy(two.entry("1"));
    site.deploy(two.entry("2"));
    site.deployer().enableBoot("deployer-boot-" + site.namespace() + ".service");
    site.ground().radosgw().away();
    site.host().reboot();

    Http.await(site.domain("shop"), "/", Duration.ofSeconds(20), answer -> answer.is(200, "web 2"));
    assertEquals(List.of(two.standby()), two.up());
    site.ground().radosgw().back();
    site.sync(0);
    assertEquals(List.of(two.standby()), two.up());
    site.assertAnswers("shop", "web 2");
  }

  @Test
  void aCaddyThatForgotEverythingIsLedToTheInstanceThatServes(Site site) {
    Two two = new Two(site, "shop", 1);
    site.deploy(two.entry("1"));
    site.deploy(two.entry("2"));
    site.host().exec("systemctl", "restart", "caddy").orFail();

    site.sync(0);

    site.assertAnswers("shop", "web 2");
  }

  @Test
  void changesOfKindPortsAndVariablesBreakNoVisit(Site site) {
    Two two = new Two(site, "shop", 1);
    site.deploy(site.web("shop", "1"));
    try (Probe probe = new Probe(site)) {
      probe.watch("shop");
      deployAndDrain(site, two.entry("1"));
      ObjectNode variable = two.entry("1");
      variable.putObject("env").put("GREETING", "hello");
      deployAndDrain(site, variable);
      ObjectNode otherStandby = two.entry("2");
      otherStandby.withObjectProperty("http").put("standbyPort", site.port("third"));
      deployAndDrain(site, otherStandby);
      ObjectNode others = two.entry("1");
      others
          .withObjectProperty("http")
          .put("internalPort", site.port("fourth"))
          .put("standbyPort", site.port("fifth"));
      deployAndDrain(site, others);
      ObjectNode restarted = site.web("shop", "2");
      restarted.withObjectProperty("http").put("internalPort", site.port("sixth"));
      deployAndDrain(site, restarted);
      assertEquals(List.of(), probe.take());
    }
    assertEquals("active", site.units().activeState(site.unit("shop")));
    assertEquals("web 2", Http.port(site.port("sixth"), "/").body());
  }

  @Test
  void bothInstancesAreTheSameUserWithTheSameState(Site site) {
    Two two = new Two(site, "shop", 60);
    ObjectNode first = two.entry(Kind.ENV, "1");
    first.putObject("hardening").put("stateDirectory", site.name("shop"));
    site.deploy(first);
    ObjectNode second = two.entry(Kind.ENV, "2");
    second.putObject("hardening").put("stateDirectory", site.name("shop"));
    site.deploy(second);

    assertNotEquals(two.pid(two.internal()), two.pid(two.standby()));
    assertEquals(
        Http.port(two.internal(), "/cgi-bin/id").body(),
        Http.port(two.standby(), "/cgi-bin/id").body());
    for (int port : List.of(two.internal(), two.standby())) {
      assertTrue(Http.port(port, "/cgi-bin/env").body().contains("PORT=" + port), "its own port");
    }
  }

  @Test
  void statusTellsWhichInstanceServesAndSinceWhen(Site site) {
    Two two = new Two(site, "shop", 60);
    site.deploy(two.entry("1"));
    site.deploy(two.entry("2"));

    Output status = site.deployer().run("status");

    assertEquals(0, status.exit(), status::toString);
    assertTrue(
        status
            .out()
            .lines()
            .anyMatch(line ->
                line.startsWith(
                        site.name("shop")
                            + ": visitors reach 127.0.0.1:"
                            + two.standby()
                            + " since ")
                    && line.contains("; the instance before goes on until ")),
        status::toString);
    Output fleet = site.slipway().run("status");
    assertTrue(fleet.out().contains(":" + two.standby()), fleet::toString);
  }

  @Test
  void removalLeavesNeitherInstanceNorPointer(Site site) {
    Two two = new Two(site, "shop", 60);
    site.deploy(two.entry("1"));
    site.deploy(two.entry("2"));

    site.deploy();

    assertEquals(List.of(), two.up());
    assertTrue(!site.isRouted("shop"));
    assertEquals(
        "",
        site.host()
            .shell("ls \"$1\"/standby \"$1\"/services", site.state())
            .orFail()
            .out()
            .replaceAll("(?m)^/.*:$", "")
            .strip());
  }

  private static void deployAndDrain(Site site, ObjectNode entry) {
    site.publish(entry);
    Output sync = site.deployer().run("sync", "--drain");
    assertEquals(0, sync.exit(), sync::toString);
  }
}
