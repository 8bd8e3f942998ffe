package slipway.e2e.host;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What systemd on the host says over D-Bus, asked without the deployer.
public record Units(ThrowawayHost host) {
  private static final String SYSTEMD = "org.freedesktop.systemd1";

  /// `active`, `inactive`, `failed`, …; `inactive` also for a unit that there is not.
  public String activeState(String unit) {
    return property(unit, "Unit", "ActiveState").asString();
  }

  /// Whether systemd has a file of that name.
  public boolean isLoaded(String unit) {
    return property(unit, "Unit", "LoadState").asString().equals("loaded");
  }

  /// The main process, 0 where there is none.
  public int pid(String service) {
    return property(service, "Service", "MainPID").asInt();
  }

  /// A property as busctl prints it in JSON.
  ///
  /// @param type the D-Bus interface without its common beginning: `Unit`, `Service`, `Timer`
  public JsonNode property(String unit, String type, String name) {
    Output output =
        host.exec(
            "busctl",
            "--json=short",
            "get-property",
            SYSTEMD,
            "/org/freedesktop/systemd1/unit/" + escaped(unit),
            SYSTEMD + "." + type,
            name);
    return JsonMapper.shared().readTree(output.orFail().out()).path("data");
  }

  /// As sd_bus_path_encode(3) does it.
  private static String escaped(String unit) {
    StringBuilder path = new StringBuilder();
    for (byte part : unit.getBytes(StandardCharsets.UTF_8)) {
      boolean letter = (part >= 'a' && part <= 'z') || (part >= 'A' && part <= 'Z');
      boolean digit = part >= '0' && part <= '9' && !path.isEmpty();
      path.append(
          letter || digit
              ? Character.toString(part)
              : String.format(Locale.ROOT, "_%02x", part & 0xff));
    }
    return path.toString();
  }
}
