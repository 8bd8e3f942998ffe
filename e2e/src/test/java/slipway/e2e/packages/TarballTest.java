package slipway.e2e.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

@OnMachine
class TarballTest {
  private static final String COMMAND = "/opt/tarballs/deployer/bin/slipway-deployer";
  private static final String NEXT = "slipway-deployer 99.0.0";

  @Test
  void aLaterOneUnpackedBesideIsRunOnceTheLinkLeadsThere(Machine machine) {
    machine.host().shell("mkdir -p /opt/tarballs").orFail();
    unpack(machine, "", "-C /opt/tarballs");
    link(machine, "$(ls /opt/tarballs)");
    assertNotEquals(NEXT, machine.version(COMMAND));
    unpack(machine, "next/", "-C /opt/tarballs");
    assertNotEquals(NEXT, machine.version(COMMAND));
    link(machine, "slipway-deployer-99.0.0-*");
    assertEquals(NEXT, machine.version(COMMAND));
  }

  @Test
  void aLaterOneUnpackedOverItIsRun(Machine machine) {
    machine.host().shell("mkdir -p /opt/tarballs/deployer").orFail();
    unpack(machine, "", "-C /opt/tarballs/deployer --strip-components=1");
    assertNotEquals(NEXT, machine.version(COMMAND));
    unpack(machine, "next/", "-C /opt/tarballs/deployer --strip-components=1");
    assertEquals(NEXT, machine.version(COMMAND));
  }

  private static void unpack(Machine machine, String folder, String options) {
    machine
        .host()
        .shell("tar -xzf /opt/slipway/packages/" + folder + "slipway-deployer-*.gz " + options)
        .orFail();
  }

  private static void link(Machine machine, String image) {
    machine.host().shell("cd /opt/tarballs; ln -sfn " + image + " deployer").orFail();
  }
}
