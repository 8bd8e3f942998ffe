package slipway.e2e.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Http;
import slipway.e2e.host.Output;
import slipway.e2e.site.Sentence;
import slipway.e2e.site.Site;
import tools.jackson.databind.node.ObjectNode;

/// With `systemd.socket` systemd holds the port of a service.
@OnSite
class SocketTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @Test
  void visitorsWaitForTheNextReleaseWhereARestartWouldRefuseThem(Site site) throws Exception {
    site.deploy(socket(site, "a", "1"), site.entry("b", Kind.SERVER, "1"));
    try (Knocking withSocket = new Knocking(site.port("a"));
        Knocking without = new Knocking(site.port("b"))) {
      for (String version : new String[] {"2", "1", "2"}) {
        site.deploy(socket(site, "a", version), site.entry("b", Kind.SERVER, version));
      }
      Knocking.Tally kept = withSocket.end();
      Knocking.Tally restarted = without.end();
      System.out.println("SocketTest: with the socket " + kept + ", without it " + restarted);
      assertTrue(kept.answered() > 100, kept::toString);
      assertEquals(0, kept.refused(), kept::toString);
      assertEquals(0, kept.broken(), kept::toString);
      assertTrue(restarted.refused() > 0, restarted::toString);
    }
    assertAnswers(site, "a", "2");
  }

  @Test
  void visitorsWaitWhileABadReleaseGivesWay(Site site) throws Exception {
    site.deploy(socket(site, "a", "1"));
    ObjectNode crashing = socket(site, "a", Kind.CRASH, "1");
    crashing.withObjectProperty("health").put("timeoutSec", 2);
    try (Knocking visitor = new Knocking(site.port("a"))) {
      site.publish(crashing);
      Output output = site.sync(1);
      Sentence.assertOne(output, site.name("a"), "release 1");
      Knocking.Tally tally = visitor.end();
      assertTrue(tally.answered() > 0, tally::toString);
      assertEquals(0, tally.refused(), tally::toString);
    }
    assertAnswers(site, "a", "1");
  }

  @Test
  void aProgramThatDoesNotTakeItsSocketIsToldOf(Site site) {
    ObjectNode deaf = socket(site, "a", Kind.HANG, "1");
    deaf.putObject("health").put("timeoutSec", 2).put("stableSec", 0);
    site.publish(deaf);
    Output output = site.sync(1);
    Sentence.assertOne(output, site.name("a"), "LISTEN_FDS", "first release");
    assertFalse(site.units().isLoaded(site.unit("a")));
    assertFalse(site.units().isLoaded(socketUnit(site, "a")));
    assertRefused(site.port("a"));
  }

  @Test
  void thePortAndTheSocketItselfCanChange(Site site) {
    site.deploy(socket(site, "a", "1"));
    ObjectNode elsewhere = socket(site, "a", "1");
    elsewhere.withObjectProperty("http").put("internalPort", site.port("other"));
    site.deploy(elsewhere);
    assertEquals(200, Http.port(site.port("other"), "/").status());
    assertRefused(site.port("a"));

    site.deploy(socket(site, "a", "2"));
    assertRefused(site.port("other"));
    assertAnswers(site, "a", "2");

    site.deploy(site.entry("a", Kind.SERVER, "2"));
    assertFalse(site.units().isLoaded(socketUnit(site, "a")));
    assertAnswers(site, "a", "2");

    site.deploy(socket(site, "a", "2"));
    assertEquals("active", site.units().activeState(socketUnit(site, "a")));
    assertAnswers(site, "a", "2");
  }

  @Test
  void aStoppedServiceIsStartedThoughItsSocketStillHoldsThePort(Site site) {
    site.deploy(socket(site, "a", "1"));
    for (String unit : new String[] {site.unit("a"), socketUnit(site, "a")}) {
      site.host().exec("systemctl", "stop", unit).orFail();
      assertEquals("inactive", site.units().activeState(site.unit("a")));
      site.sync(0);
      assertEquals("active", site.units().activeState(socketUnit(site, "a")));
      assertNotEquals(0, site.pid("a"));
      assertAnswers(site, "a", "1");
    }
  }

  /// The one that stops first would let a visitor start the service again.
  @Test
  void aRemovedServiceLeavesNoSocketThoughVisitorsKeepComing(Site site) throws Exception {
    site.deploy(socket(site, "a", "1"));
    try (Knocking visitor = new Knocking(site.port("a"))) {
      site.deploy();
      assertTrue(visitor.end().answered() > 0);
    }
    assertFalse(site.units().isLoaded(site.unit("a")));
    assertFalse(site.units().isLoaded(socketUnit(site, "a")));
    assertRefused(site.port("a"));
  }

  @Test
  void aRebootBringsServiceAndSocketBack(Site site) {
    site.deploy(socket(site, "a", "1"));
    site.deployer().enableBoot("deployer-boot-" + site.namespace() + ".service");
    site.host().reboot();
    Http.await(site.domain("a"), "/", SOON, answer -> answer.status() == 200);
    assertEquals("active", site.units().activeState(socketUnit(site, "a")));
    site.sync(0);
  }

  private static void assertAnswers(Site site, String service, String version) {
    assertTrue(
        site.visit(service).body().startsWith("web " + version + " "),
        site.visit(service)::toString);
  }

  private static void assertRefused(int port) {
    assertThrows(
        ConnectException.class, () -> new Socket(InetAddress.getLoopbackAddress(), port).close());
  }

  private static String socketUnit(Site site, String service) {
    return site.name(service) + ".socket";
  }

  private static ObjectNode socket(Site site, String service, String version) {
    return socket(site, service, Kind.SERVER, version);
  }

  private static ObjectNode socket(Site site, String service, Kind kind, String version) {
    ObjectNode entry = site.entry(service, kind, version);
    entry.withObjectProperty("systemd").put("socket", true).put("restartSec", 1);
    return entry;
  }
}
