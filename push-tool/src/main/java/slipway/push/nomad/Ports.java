package slipway.push.nomad;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import slipway.manifest.Http;
import slipway.manifest.Service;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The ports of a service, by their labels.
final class Ports {
  static final String HTTP = "http";
  static final String HEALTH = "health";

  private static final String LISTEN =
      " registers and checks it at the client's address: the service has to listen there, too, and"
          + " not on 127.0.0.1 alone";

  private Ports() {}

  /// The label of the port that health checks ask.
  static Optional<String> asked(Service service) {
    Integer port = service.health().port();
    Http http = service.http();
    if (port != null && (http == null || http.internalPort() != port)) {
      return Optional.of(HEALTH);
    }
    return http == null ? Optional.empty() : Optional.of(HTTP);
  }

  static ArrayNode networks(Service service, Warnings warnings) {
    List<ObjectNode> fixed = new ArrayList<>();
    List<ObjectNode> chosen = new ArrayList<>();
    Http http = service.http();
    if (http != null) {
      warnings.add("http.internalPort", "Nomad" + LISTEN);
      if (service.isBlueGreen()) {
        warnings.add(
            "http.standbyPort",
            "Nomad chooses a port for each instance, neither %d nor %d, and tells it in %s"
                .formatted(http.internalPort(), http.standbyPort(), http.portEnv()));
        chosen.add(Tree.object().put("Label", HTTP));
      } else {
        fixed.add(port(HTTP, http.internalPort()));
      }
    }
    Integer health = service.health().port();
    if (health != null && asked(service).filter(HEALTH::equals).isPresent()) {
      warnings.add("health.port", "Nomad" + LISTEN);
      fixed.add(port(HEALTH, health));
    }
    if (fixed.isEmpty() && chosen.isEmpty()) {
      return Tree.list(List.of());
    }
    ObjectNode network = Tree.object().put("Mode", "host");
    if (!fixed.isEmpty()) {
      network.set("ReservedPorts", Tree.list(fixed));
    }
    if (!chosen.isEmpty()) {
      network.set("DynamicPorts", Tree.list(chosen));
    }
    return Tree.list(List.of(network));
  }

  private static ObjectNode port(String label, int number) {
    return Tree.object().put("Label", label).put("Value", number);
  }
}
