package slipway.push.nomad;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import slipway.manifest.Exec;
import slipway.manifest.Health;
import slipway.manifest.Service;
import tools.jackson.databind.node.ObjectNode;

/// `ServiceCheck` (api/services.go).
final class Checks {
  /// What Slipway's own checks take at most.
  private static final int REQUEST_SECONDS = 5;

  private static final int COMMAND_SECONDS = 10;

  private Checks() {}

  static List<ObjectNode> of(Service service, Provider provider) {
    Health health = service.health();
    List<ObjectNode> checks = new ArrayList<>();
    if (!health.enabled() || Shape.isBatch(service)) {
      return checks;
    }
    Optional<String> port = Ports.asked(service);
    if (port.isPresent()) {
      checks.add(
          health.path() == null
              ? check(service, "accepts connections", "tcp", REQUEST_SECONDS)
                  .put("PortLabel", port.get())
              : check(service, "answers", "http", REQUEST_SECONDS)
                  .put("PortLabel", port.get())
                  .put("Path", health.path()));
    }
    if (health.command() != null && provider == Provider.CONSUL) {
      checks.add(
          check(service, "says it works", "script", COMMAND_SECONDS)
              .put("Command", resolve(health.command(), service))
              .put("TaskName", Shape.task(service)));
    }
    return checks;
  }

  static void tellWhatIsLost(Service service, Provider provider, Warnings warnings) {
    Health health = service.health();
    if (!health.enabled() && (health.path() != null || health.command() != null)) {
      warnings.add("health.enabled", "is false, so that neither path nor command is in the job");
    } else if (health.command() != null && provider == Provider.NOMAD) {
      warnings.add(
          "health.command",
          "%s is not asked: only Consul runs programs as checks; see --provider consul"
              .formatted(health.command()));
    }
  }

  private static ObjectNode check(Service service, String name, String type, int timeout) {
    return Tree.object()
        .put("Name", name)
        .put("Type", type)
        .put("Interval", Tree.seconds(service.health().intervalSec()))
        .put("Timeout", Tree.seconds(timeout));
  }

  private static String resolve(String command, Service service) {
    return new Exec(command, List.of(), null, null, null).resolve(service.storePath());
  }
}
