package slipway.e2e.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

@OnMachine
class RemovalTest {
  @Test
  void whatWasDeployedRunsOnAndIsFoundAgain(Machine machine) {
    machine.install();
    machine.configure();
    machine.systemctl("enable", "--now", Machine.DAEMON).orFail();
    machine.push("1");
    machine.awaitAnswer("1");
    int web = machine.pid(Machine.WEB);

    String removed = machine.dpkg("--remove", "slipway-deployer").out();
    assertTrue(removed.contains("systemctl stop web.service"), removed);
    assertFalse(machine.isLoaded(Machine.DAEMON));
    String purged = machine.dpkg("--purge", "slipway-deployer").out();
    assertTrue(purged.contains("/var/lib/slipway-deployer is left as it is"), purged);
    assertEquals(web, machine.pid(Machine.WEB));
    machine.awaitAnswer("1");

    machine.install();
    assertEquals("disabled", machine.systemctl("is-enabled", Machine.DAEMON).text());
    machine.systemctl("enable", "--now", Machine.DAEMON).orFail();
    machine.awaitConverged();
    assertEquals(web, machine.pid(Machine.WEB));
  }
}
