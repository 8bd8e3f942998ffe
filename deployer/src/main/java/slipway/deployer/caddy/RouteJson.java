package slipway.deployer.caddy;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.Route;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One of our routes in Caddy's JSON (caddyserver.com/docs/json/apps/http/servers/routes).
record RouteJson(String namespace) {
  private static final String LOOPBACK = "127.0.0.1:";

  String id(String service) {
    return namespace + "-" + service;
  }

  /// The service that the route is for; empty where the route is not ours.
  Optional<String> service(JsonNode route) {
    String id = route.path("@id").stringValue("");
    String prefix = namespace + "-";
    return id.startsWith(prefix) && id.length() > prefix.length()
        ? Optional.of(id.substring(prefix.length()))
        : Optional.empty();
  }

  ObjectNode write(Route route) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("@id", id(route.service()));
    ObjectNode match = json.putArray("match").addObject();
    match.putArray("host").add(route.domain());
    if (!route.path().equals("/")) {
      // Not `/api*`, which would also match `/apiary`.
      match.putArray("path").add(route.path()).add(route.path() + "/*");
    }
    ArrayNode handle = json.putArray("handle");
    if (route.stripPath()) {
      handle.addObject().put("handler", "rewrite").put("strip_path_prefix", route.path());
    }
    handle
        .addObject()
        .put("handler", "reverse_proxy")
        .putArray("upstreams")
        .addObject()
        .put("dial", LOOPBACK + route.port());
    json.put("terminal", true);
    return json;
  }

  /// The route, or null where we would write it differently.
  @Nullable Route read(String service, JsonNode json) {
    JsonNode match = json.path("match").path(0);
    JsonNode handle = json.path("handle");
    JsonNode proxy = handle.path(Math.max(0, handle.size() - 1));
    Optional<Integer> port = port(proxy.path("upstreams").path(0).path("dial").stringValue(""));
    if (port.isEmpty()) {
      return null;
    }
    Route route =
        new Route(
            service,
            match.path("host").path(0).stringValue(""),
            match.path("path").path(0).stringValue("/"),
            port.get(),
            handle.size() > 1);
    return write(route).equals(json) ? route : null;
  }

  private static Optional<Integer> port(String dial) {
    if (!dial.startsWith(LOOPBACK)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Integer.valueOf(dial.substring(LOOPBACK.length())));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /// Caddy takes the first route that matches: exact domains before wildcards, long paths before
  /// short ones.
  static List<String> order(JsonNode route) {
    JsonNode match = route.path("match").path(0);
    String domain = match.path("host").path(0).stringValue("");
    String path = match.path("path").path(0).stringValue("");
    return List.of(
        domain.startsWith("*") ? "1" : "0",
        "%05d".formatted(99_999 - Math.min(path.length(), 99_999)),
        domain,
        path);
  }
}
