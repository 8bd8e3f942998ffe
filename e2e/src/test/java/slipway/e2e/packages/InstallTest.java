package slipway.e2e.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

@OnMachine
class InstallTest {
  @Test
  void anInstallationNeedsNoJavaAndStartsNothing(Machine machine) {
    assertFalse(machine.host().exec("sh", "-c", "command -v java").succeeded());
    machine.install();
    assertFalse(machine.host().exec("sh", "-c", "command -v java").succeeded());
    for (String unit : List.of(Machine.DAEMON, Machine.TIMER, Machine.BOOT)) {
      assertEquals("disabled", machine.systemctl("is-enabled", unit).text());
      assertEquals("inactive", machine.activeState(unit));
    }
  }

  @Test
  void theDaemonDeploysWhatIsPushed(Machine machine) {
    machine.install();
    machine.configure();
    machine.systemctl("enable", "--now", Machine.DAEMON).orFail();
    machine.push("1");
    machine.awaitAnswer("1");
    assertTrue(machine.runsFromItsCache(machine.pid(Machine.DAEMON)));
    assertEquals("enabled", machine.systemctl("is-enabled", Machine.BOOT).text());
  }

  @Test
  void theTimerDeploysInThePlaceOfTheDaemon(Machine machine) {
    machine.install();
    machine.configure();
    machine.systemctl("start", Machine.DAEMON).orFail();
    machine.systemctl("enable", "--now", Machine.TIMER).orFail();
    assertEquals("inactive", machine.activeState(Machine.DAEMON));
    machine.push("1");
    machine.systemctl("start", Machine.SYNC).orFail();
    machine.awaitAnswer("1");
    machine.systemctl("start", Machine.DAEMON).orFail();
    assertEquals("inactive", machine.activeState(Machine.TIMER));
  }

  @Test
  void aRebootBringsServicesBackWithoutTheBucket(Machine machine) {
    machine.install();
    machine.configure();
    machine.systemctl("enable", "--now", Machine.DAEMON).orFail();
    machine.push("1");
    machine.awaitAnswer("1");
    machine.radosgw().away();
    machine.host().reboot();
    assertEquals("active", machine.activeState(Machine.BOOT));
    machine.awaitAnswer("1");
  }
}
