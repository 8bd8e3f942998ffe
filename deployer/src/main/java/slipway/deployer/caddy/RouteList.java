package slipway.deployer.caddy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.Route;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The routes of one server, ours and others'.
///
/// Ours stand first, since the default Caddyfile's file server answers every request that reaches
/// it. All others keep their content and their order.
record RouteList(RouteJson json, JsonNode routes) {
  private static final Comparator<JsonNode> SPECIFIC_FIRST =
      Comparator.comparing(route -> String.join("\n", RouteJson.order(route)));

  /// By service; null for a route with our id that is not one we would write, or that is there
  /// twice.
  Map<String, @Nullable Route> ours() {
    Map<String, @Nullable Route> ours = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    for (JsonNode route : routes) {
      json.service(route)
          .ifPresent(
              service -> ours.put(service, seen.add(service) ? json.read(service, route) : null));
    }
    return ours;
  }

  /// The list with some of our routes put, replaced or dropped.
  JsonNode with(Collection<Route> put, Collection<String> drop) {
    Set<String> gone = new HashSet<>(drop);
    Map<String, JsonNode> wanted = new HashMap<>();
    for (Route route : put) {
      gone.add(route.service());
      wanted.put(route.service(), json.write(route));
    }
    List<JsonNode> ours = new ArrayList<>(wanted.values());
    List<JsonNode> others = new ArrayList<>();
    for (JsonNode route : routes) {
      Optional<String> service = json.service(route);
      if (service.isEmpty()) {
        others.add(route);
      } else if (!gone.contains(service.get())) {
        ours.add(route);
      }
    }
    ours.sort(SPECIFIC_FIRST);
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    return all.addAll(ours).addAll(others);
  }
}
