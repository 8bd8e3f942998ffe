package slipway.push.nomad;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import slipway.manifest.Service;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One instance on each of the service's hosts.
final class Placement {
  private static final String HOST_NAME = "${attr.unique.hostname}";

  private Placement() {}

  static ArrayNode constraints(Service service) {
    List<ObjectNode> constraints = new ArrayList<>();
    List<String> hosts = service.hosts();
    constraints.add(
        hosts.size() == 1
            ? constraint(HOST_NAME, "=", hosts.getFirst())
            : constraint(HOST_NAME, "regexp", pattern(hosts)));
    if (hosts.size() > 1 && !service.isBlueGreen()) {
      constraints.add(Tree.object().put("Operand", "distinct_hosts").put("RTarget", "true"));
    }
    return Tree.list(constraints);
  }

  static Optional<ArrayNode> spread(Service service, Warnings warnings) {
    if (service.hosts().size() == 1 || !service.isBlueGreen()) {
      return Optional.empty();
    }
    warnings.add(
        "hosts",
        "Nomad spreads the %d instances over the hosts as well as it can, and does not promise one"
                .formatted(service.hosts().size())
            + " on each: that would leave no host for the new release beside the old one");
    return Optional.of(
        Tree.list(List.of(Tree.object().put("Attribute", HOST_NAME).put("Weight", 100))));
  }

  private static ObjectNode constraint(String attribute, String operator, String value) {
    return Tree.object().put("LTarget", attribute).put("Operand", operator).put("RTarget", value);
  }

  /// Of what a host's name may hold, only the dot means something to a regular expression.
  private static String pattern(List<String> hosts) {
    return hosts.stream()
        .map(host -> host.replace(".", "\\."))
        .collect(Collectors.joining("|", "^(", ")$"));
  }
}
