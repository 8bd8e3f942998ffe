package slipway.deployer.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.deployer.plan.ObservedUnit.Activity;
import slipway.manifest.Http;
import slipway.manifest.Service;
import slipway.unit.ServiceBuilder;

/// Who may have the port of a service that is not up, of which one socket listens on it.
class PortRuleTest {
  private static final int INODE = 22;

  @TempDir Path proc;
  private final OneUnit units =
      new OneUnit(_ -> OneUnit.ended(Activity.INACTIVE, "dead", "success", 0, 0));
  private final Service service =
      new ServiceBuilder("web")
          .http(new Http("a.test", "/", 8000, null, "PORT", false))
          .socket()
          .build();

  @Test
  void systemdMayHaveThePortThatOurSocketUnitListensOn() throws Exception {
    holder(1, "systemd", "/init.scope");
    units.listening = Set.of("127.0.0.1:8000");
    assertEquals(Optional.empty(), objection());
  }

  @Test
  void whatSystemdHoldsForAnotherUnitIsTaken() throws Exception {
    holder(1, "systemd", "/init.scope");
    units.listening = Set.of("127.0.0.1:8001");
    String reason = objection().orElseThrow();
    assertTrue(
        reason.startsWith("port 8000 is held by pid 1 (systemd, in init.scope), not by"), reason);
  }

  @Test
  void aStrangerHasTakenItWhateverOurSocketUnitSays() throws Exception {
    holder(7, "other", "/system.slice/other.service");
    units.listening = Set.of("127.0.0.1:8000");
    String reason = objection().orElseThrow();
    assertTrue(reason.startsWith("port 8000 is held by pid 7"), reason);
  }

  @Test
  void systemdIsAskedNothingAboutAPortThatNobodyHas() throws Exception {
    holder(7, "other", "/system.slice/other.service");
    Files.writeString(proc.resolve("net/tcp"), "  sl  local_address …\n");
    assertEquals(Optional.empty(), objection());
    assertEquals(0, units.looks());
  }

  private Optional<String> objection() {
    return new PortRule(units, new PortOwners(proc)).objection(service, "web.service");
  }

  private void holder(int pid, String command, String group) throws Exception {
    Files.createDirectories(proc.resolve("net"));
    Files.writeString(
        proc.resolve("net/tcp"),
        "  sl  local_address …\n   0: 0100007F:1F40 00000000:0000 0A 00000000:00000000 00:00000000"
            + " 00000000 0 0 "
            + INODE
            + " 1\n");
    Path process = proc.resolve(Integer.toString(pid));
    Files.createDirectories(process.resolve("fd"));
    Files.writeString(process.resolve("comm"), command + "\n");
    Files.writeString(process.resolve("cgroup"), "0::" + group + "\n");
    Files.createSymbolicLink(process.resolve("fd/3"), Path.of("socket:[" + INODE + "]"));
  }
}
