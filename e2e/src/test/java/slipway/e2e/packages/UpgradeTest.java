package slipway.e2e.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// From the package that was built to one that says it is 99.0.0.
@OnMachine
class UpgradeTest {
  private static final String NEXT = "next/*.deb";

  @BeforeEach
  void aServiceRuns(Machine machine) {
    machine.install();
    machine.configure();
    machine.systemctl("enable", "--now", Machine.DAEMON).orFail();
    machine.push("1");
    machine.awaitAnswer("1");
  }

  @Test
  void anUpgradeRunsTheNewCodeAndNoVisitorNotices(Machine machine) {
    String before = machine.version();
    int daemon = machine.pid(Machine.DAEMON);
    int web = machine.pid(Machine.WEB);
    try (Visits visits = machine.visits("1")) {
      machine.dpkg("--install", NEXT);
      machine.awaitOtherDaemon(daemon);
      assertEquals(List.of(), visits.others());
      assertTrue(visits.count() > 50, () -> visits.count() + " visits");
    }
    assertEquals(web, machine.pid(Machine.WEB));
    assertNotEquals("slipway-deployer 99.0.0", before);
    assertEquals("slipway-deployer 99.0.0", machine.version());
    assertTrue(isOf99(machine.java(machine.pid(Machine.DAEMON))));
    assertTrue(machine.runsFromItsCache(machine.pid(Machine.DAEMON)));
    assertEquals(1, machine.images().size(), () -> machine.images().toString());
    machine.push("2");
    machine.awaitAnswer("2");
  }

  /// Between unpacking and the restart, other packages may be unpacked for minutes.
  @Test
  void aDaemonWhoseImageIsGoneWorksUntilItGivesWay(Machine machine) {
    int daemon = machine.pid(Machine.DAEMON);
    machine.dpkg("--unpack", NEXT);
    assertTrue(machine.java(daemon).endsWith(" (deleted)"), () -> machine.java(daemon));
    machine.push("2");
    machine.awaitAnswer("2");
    machine.pushUnhealthy("3");
    machine.awaitFailure();
    machine.awaitAnswer("2");
    assertEquals(daemon, machine.pid(Machine.DAEMON));
    machine.dpkg("--configure", "slipway-deployer");
    machine.awaitOtherDaemon(daemon);
  }

  @Test
  void theStepAtWorkIsFinishedFirst(Machine machine) {
    int daemon = machine.pid(Machine.DAEMON);
    int before = machine.pid(Machine.WEB);
    machine.pushSlowlyHealthy("2");
    machine.awaitOther(Machine.WEB, before);
    int web = machine.pid(Machine.WEB);
    machine.dpkg("--install", NEXT);
    machine.awaitOtherDaemon(daemon);
    assertTrue(
        machine
            .logOf(daemon)
            .contains("action=restart service=web object=\"web.service release 2\""),
        () -> machine.logOf(daemon));
    assertEquals(web, machine.pid(Machine.WEB));
  }

  private static boolean isOf99(String java) {
    return java.startsWith("/usr/lib/slipway-deployer/99.0.0-");
  }
}
