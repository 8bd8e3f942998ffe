package slipway.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import slipway.manifest.Exec;
import slipway.manifest.Service;

/// A value in the manifest never adds a directive, and arrives as it was written. What systemd
/// itself makes of such values is proven on a real host by SystemdUnitsTest.
final class HostileValuesTest {
  private static final int ROUNDS = 2_000;

  @Test
  void everyValueReadsBackAsItWasWritten() {
    long seed = HostileText.seed(HostileValuesTest.class);
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      List<String> args = new ArrayList<>();
      Map<String, String> env = new TreeMap<>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        args.add(HostileText.next(random));
        env.put("K" + i, HostileText.next(random));
      }
      String path = "/" + HostileText.next(random) + "/x";
      Service service =
          new ServiceBuilder("web")
              .exec(new Exec("serve", args, null, null, path))
              .env(env)
              .hardening(UnitRendererTest.writing(path))
              .build();

      UnitSyntax unit = UnitRendererTest.parsed(service);

      List<String> command = new ArrayList<>(args);
      command.addFirst(ServiceBuilder.PATH + "/bin/serve");
      String trouble = "seed " + seed + ", round " + round;
      assertEquals(command, unit.command(), trouble);
      assertEquals(env, unit.environment(), trouble);
      assertEquals(path, unit.line("WorkingDirectory"), trouble);
      assertEquals(List.of(path), unit.words("ReadWritePaths"), trouble);
      assertEquals(directives(env.size()), unit.directives(), trouble);
    }
  }

  private static List<String> directives(int variables) {
    List<String> names = new ArrayList<>();
    names.add("Unit.Description");
    for (String name : List.of("Type", "Restart", "RestartSec", "ExecStart", "SyslogIdentifier")) {
      names.add("Service." + name);
    }
    names.add("Service.WorkingDirectory");
    for (int i = 0; i < variables; i++) {
      names.add("Service.Environment");
    }
    for (String name :
        List.of(
            "DynamicUser",
            "PrivateTmp",
            "ProtectSystem",
            "ProtectHome",
            "NoNewPrivileges",
            "ReadWritePaths",
            "CapabilityBoundingSet",
            "AmbientCapabilities")) {
      names.add("Service." + name);
    }
    return names;
  }
}
