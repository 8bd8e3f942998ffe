package slipway.deployer.systemd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.freedesktop.dbus.exceptions.DBusException;
import slipway.manifest.Service;
import slipway.manifest.Systemd;
import slipway.unit.UnitFile;

/// What systemd knows of units that say nothing but the type and whether the user is dynamic, of
/// which each brings settings along.
final class Baselines {
  /// Properties that systemd works out from others, which are compared.
  static final Set<String> CONSEQUENCES =
      Set.of(
          "CanClean",
          "CanLiveMount",
          "EffectiveMemoryMax",
          "EffectiveTasksMax",
          "PrivateTmpEx",
          "RestartUSecNext",
          "SetLoginEnvironment");

  /// Properties that are sets of what the manifest lists and what systemd adds.
  static final Set<String> DEPENDENCIES =
      Set.of("After", "Requires", "RequiresMountsFor", "Wants", "WantsMountsFor");

  private static final String TIMER = "baseline.timer";
  private static final String SOCKET = "baseline.socket";

  private final Map<String, Map<String, Object>> processes = new HashMap<>();
  private final Map<String, Map<String, Object>> units = new HashMap<>();
  private final Map<String, String> calendars = new HashMap<>();
  private Map<String, Object> timer = Map.of();
  private Map<String, Object> socket = Map.of();

  private Baselines() {}

  static Baselines read(LoadedUnits systemd) throws IOException, DBusException {
    Baselines baselines = new Baselines();
    for (Systemd.Type type : Systemd.Type.values()) {
      for (boolean dynamic : new boolean[] {false, true}) {
        systemd.write(
            new UnitFile(
                name(type, dynamic),
                "[Service]\nType=%s\nExecStart=/bin/true\nDynamicUser=%s\n"
                    .formatted(type.text(), dynamic)));
      }
    }
    systemd.write(new UnitFile(TIMER, "[Timer]\nOnCalendar=daily\nUnit=emergency.service\n"));
    systemd.write(
        new UnitFile(SOCKET, "[Socket]\nListenStream=127.0.0.1:1\nService=emergency.service\n"));
    systemd.reload();
    for (Systemd.Type type : Systemd.Type.values()) {
      for (boolean dynamic : new boolean[] {false, true}) {
        String name = name(type, dynamic);
        baselines.processes.put(name, systemd.properties(name, UnitInterface.SERVICE));
        baselines.units.put(name, systemd.properties(name, UnitInterface.UNIT));
      }
    }
    baselines.timer = systemd.properties(TIMER, UnitInterface.TIMER);
    baselines.socket = systemd.properties(SOCKET, UnitInterface.SOCKET);
    systemd.clear();
    return baselines;
  }

  Map<String, Object> process(Service service) {
    return processes.getOrDefault(name(service), Map.of());
  }

  Map<String, Object> unit(Service service) {
    return units.getOrDefault(name(service), Map.of());
  }

  Map<String, Object> timer() {
    return timer;
  }

  Map<String, Object> socket() {
    return socket;
  }

  /// An OnCalendar expression as systemd writes it itself.
  String calendar(String expression) throws IOException {
    String known = calendars.get(expression);
    if (known == null) {
      known = normalized(expression);
      calendars.put(expression, known);
    }
    return known;
  }

  private static String normalized(String expression) throws IOException {
    Process analyze = new ProcessBuilder("systemd-analyze", "calendar", expression).start();
    return new String(analyze.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("Normalized form: "))
        .map(line -> line.substring("Normalized form: ".length()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no calendar: " + expression));
  }

  private static String name(Service service) {
    return name(service.systemd().type(), service.hardening().dynamicUser());
  }

  private static String name(Systemd.Type type, boolean dynamic) {
    return "baseline-" + type.text() + "-" + dynamic + ".service";
  }
}
