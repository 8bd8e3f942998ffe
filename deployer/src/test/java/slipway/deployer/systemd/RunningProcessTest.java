package slipway.deployer.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.freedesktop.dbus.types.UInt64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import slipway.deployer.reconcile.JobResult;
import slipway.manifest.Exec;
import slipway.manifest.Hardening;
import slipway.manifest.Health;
import slipway.manifest.Systemd;
import slipway.unit.HostileText;
import slipway.unit.ServiceBuilder;

/// What a real systemd makes of rendered units: the process sees what the manifest says.
@Tag("systemd")
final class RunningProcessTest {
  private final Host host = new Host();
  private final SystemdBus bus = host.bus();
  private final SystemdUnits units = host.units(bus);

  @AfterEach
  void leaveNothing() throws Exception {
    for (String name : units.observe(java.util.Set.of()).keySet()) {
      units.stop(name);
      units.delete(name);
    }
    units.load(List.of());
    units.close();
  }

  @Test
  void hostileValuesArriveByteForByte() throws Exception {
    Random random = new Random(HostileText.seed(RunningProcessTest.class));
    Files.createDirectories(host.here(Host.SCRATCH));
    host.script(
        "/opt/unit-test/dump", "cat /proc/$$/cmdline > $OUT.args; cat /proc/$$/environ > $OUT.env");
    for (int round = 0; round < 20; round++) {
      List<String> args = new ArrayList<>(List.of("", "\\", "ends in \\", "$$", "%%", ";", "'"));
      Map<String, String> env = new TreeMap<>(Map.of("EMPTY", "", "END", "\\", "QUOTE", "\""));
      for (int i = 0; i < 10; i++) {
        args.add(HostileText.next(random));
        env.put("K" + i, HostileText.next(random));
      }
      env.put("OUT", Host.SCRATCH + "/dump");
      Host.install(
          units,
          new ServiceBuilder("dump")
              .type(Systemd.Type.ONESHOT, null)
              .exec(new Exec("/opt/unit-test/dump", args, null, null, null))
              .env(env)
              .hardening(Host.noSandbox())
              .build());

      assertEquals(new JobResult.Done(), units.restart("dump.service"));

      List<String> command = zeroEnded("args");
      assertEquals(args, command.subList(2, command.size()));
      Map<String, String> seen = new TreeMap<>();
      for (String assignment : zeroEnded("env")) {
        String[] parts = assignment.split("=", 2);
        if (env.containsKey(parts[0])) {
          seen.put(parts[0], parts[1]);
        }
      }
      assertEquals(env, seen);
    }
  }

  @Test
  void anEnvFileIsReadByItsVeryNameAndWinsOverEnv() throws Exception {
    Files.createDirectories(host.here(Host.SCRATCH + "/secrets"));
    Files.writeString(host.here(Host.SCRATCH + "/secrets/a*[b]%h.env"), "A=file\n");
    Files.writeString(host.here(Host.SCRATCH + "/secrets/axb%h.env"), "B=stolen\n");
    Host.install(
        units,
        Host.shell("dump", "cat /proc/$$/environ > " + Host.SCRATCH + "/dump.env")
            .type(Systemd.Type.ONESHOT, null)
            .env(Map.of("A", "manifest"))
            .envFile(Host.SCRATCH + "/secrets/a*[b]%h.env")
            .build());

    assertEquals(new JobResult.Done(), units.restart("dump.service"));

    assertEquals(
        List.of("A=file"), zeroEnded("env").stream().filter(v -> v.matches("[AB]=.*")).toList());
  }

  @Test
  void theSandboxIsTheOneAskedFor() throws Exception {
    Host.install(
        units,
        new ServiceBuilder("all")
            .exec(new Exec("/bin/sleep", List.of("1000"), null, null, "/srv"))
            .health(new Health(null, null, null, 41, 1, 3, true))
            .systemd(
                new Systemd(
                    List.of("network.target"),
                    List.of("basic.target"),
                    List.of("dbus.socket"),
                    Systemd.Restart.ALWAYS,
                    7,
                    Systemd.Type.EXEC,
                    null,
                    false,
                    42,
                    "1G",
                    "150%",
                    43))
            .hardening(
                new Hardening(
                    true,
                    true,
                    Hardening.ProtectSystem.STRICT,
                    Hardening.ProtectHome.TMPFS,
                    true,
                    List.of("/srv", "/var/tmp"),
                    "all/state",
                    List.of("CAP_NET_BIND_SERVICE", "CAP_CHOWN")))
            .build());

    assertEquals(new JobResult.Done(), units.start("all.service"));

    UInt64 capabilities = new UInt64((1L << 10) | 1L);
    assertEquals("exec", read("Type"));
    assertEquals("always", read("Restart"));
    assertEquals(new UInt64(7_000_000), read("RestartUSec"));
    assertEquals(new UInt64(42_000_000), read("TimeoutStopUSec"));
    assertEquals(new UInt64(1L << 30), read("MemoryMax"));
    assertEquals(new UInt64(1_500_000), read("CPUQuotaPerSecUSec"));
    assertEquals(new UInt64(43), read("TasksMax"));
    assertEquals("/srv", read("WorkingDirectory"));
    assertEquals("all", read("SyslogIdentifier"));
    assertEquals(true, read("DynamicUser"));
    assertEquals(true, read("PrivateTmp"));
    assertEquals("strict", read("ProtectSystem"));
    assertEquals("tmpfs", read("ProtectHome"));
    assertEquals(true, read("NoNewPrivileges"));
    assertEquals(List.of("/srv", "/var/tmp"), read("ReadWritePaths"));
    assertEquals(List.of("all/state"), read("StateDirectory"));
    assertEquals(capabilities, read("CapabilityBoundingSet"));
    assertEquals(capabilities, read("AmbientCapabilities"));
    String status = Files.readString(host.here("/proc/" + mainPid() + "/status"));
    assertEquals("0000000000000401", field(status, "CapBnd"));
    assertEquals("0000000000000401", field(status, "CapEff"));
    assertEquals("1", field(status, "NoNewPrivs"));
  }

  @Test
  void withoutCapabilitiesNoneIsLeft() throws Exception {
    Host.install(
        units,
        new ServiceBuilder("all")
            .exec(new Exec("/bin/sleep", List.of("1000"), "root", null, null))
            .type(Systemd.Type.EXEC, null)
            .hardening(Hardening.defaults(true))
            .build());

    assertEquals(new JobResult.Done(), units.start("all.service"));

    assertEquals(false, read("DynamicUser"));
    assertEquals("yes", read("ProtectHome"));
    String status = Files.readString(host.here("/proc/" + mainPid() + "/status"));
    assertEquals("0000000000000000", field(status, "CapBnd"));
    assertEquals("0000000000000000", field(status, "CapEff"));
  }

  private int mainPid() throws Exception {
    return units.status("all.service").mainPid();
  }

  private Object read(String property) throws Exception {
    return bus.call(
        "read " + property,
        systemd -> systemd.property("all.service", UnitInterface.SERVICE, property, Object.class));
  }

  private static String field(String status, String name) {
    return status
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElseThrow();
  }

  private List<String> zeroEnded(String what) throws Exception {
    byte[] bytes = Files.readAllBytes(host.here(Host.SCRATCH + "/dump." + what));
    List<String> texts =
        new ArrayList<>(List.of(new String(bytes, StandardCharsets.UTF_8).split("\0", -1)));
    texts.removeLast();
    return texts;
  }
}
