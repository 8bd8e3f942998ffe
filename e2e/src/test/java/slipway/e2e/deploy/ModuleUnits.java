package slipway.e2e.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import slipway.e2e.host.ThrowawayHost;
import tools.jackson.databind.JsonNode;

/// The shipped units on a host, with the drop-ins that NixOS would write for the module.
record ModuleUnits(ThrowawayHost host) {
  /// Where units of the host lie.
  static final String DIRECTORY = "/etc/systemd/system/";

  private static final List<String> SERVICES =
      List.of("slipway-deployer", "slipway-deployer-sync", "slipway-deployer-boot");

  /// @param made what the module makes of some options
  void configure(JsonNode made) {
    assertEquals(0, made.path("failures").size(), made::toString);
    host.write("/etc/slipway/deployer.json", made.path("settings").toString());
    host.shell("cp /opt/slipway/deployer/systemd/* " + DIRECTORY).orFail();
    JsonNode units = made.path("units");
    for (String service : SERVICES) {
      dropIn(service + ".service", "module", section("Service", units.path("service")));
      // The distribution has no Java of its own.
      dropIn(service + ".service", "java", "[Service]\nEnvironment=JAVA_HOME=/opt/jdk\n");
    }
    dropIn("slipway-deployer-sync.timer", "module", section("Timer", units.path("timer")));
    host.write(DIRECTORY + "slipway-deployer-now.service", section("Service", units.path("now")));
    host.exec("systemctl", "daemon-reload").orFail();
    host.shell(
            "cd "
                + DIRECTORY
                + "; systemd-analyze verify --man=no slipway-deployer*.service *-sync.timer")
        .orFail();
  }

  /// Fine where there is nothing of it.
  void remove() {
    host.shell(
            """
            systemctl stop slipway-deployer-sync.timer 'slipway-deployer*.service' || true
            rm -rf /etc/systemd/system/slipway-deployer* /etc/slipway/deployer.json /run/slipway-deployer
            systemctl daemon-reload
            """)
        .orFail();
  }

  private void dropIn(String unit, String name, String text) {
    host.write(DIRECTORY + unit + ".d/" + name + ".conf", text);
  }

  /// As NixOS writes it: keys by their alphabet, a line for each word of a list.
  static String section(String name, JsonNode words) {
    StringBuilder text = new StringBuilder("[" + name + "]\n");
    words.properties().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(word -> {
          if (word.getValue().isArray()) {
            word.getValue().forEach(one -> line(text, word.getKey(), one));
          } else {
            line(text, word.getKey(), word.getValue());
          }
        });
    return text.toString();
  }

  private static void line(StringBuilder text, String key, JsonNode value) {
    text.append(key).append('=').append(value.asString()).append('\n');
  }
}
