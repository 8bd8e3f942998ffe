package slipway.deployer.caddy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.Route;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One of our routes in Caddy's JSON (caddyserver.com/docs/json/apps/http/servers/routes).
///
/// Of a service with two instances the route names both, and Caddy looks at each request whether
/// the service's file is there: then it is for the standby port. So visitors are led from one to
/// the other without a write, which would close idle connections of all sites.
///
/// @param directory of these files, named as the service
/// @param keepsStreams whether a proxy is asked to leave WebSockets and event streams open when the
///   configuration changes, which Caddy knows since 2.7
record RouteJson(String namespace, Path directory, boolean keepsStreams) {
  private static final String LOOPBACK = "127.0.0.1:";

  static final String STREAMS = "stream_close_delay";

  /// Longer than most visits, shorter than what would keep every old configuration in memory.
  private static final String STREAMS_DELAY = "1h";

  RouteJson withoutStreams() {
    return new RouteJson(namespace, directory, false);
  }

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
    if (route.standbyPort() == null) {
      handle.add(proxy(route.port()));
    } else {
      ArrayNode either = handle.addObject().put("handler", "subroute").putArray("routes");
      ObjectNode standby = either.addObject();
      ObjectNode file = standby.putArray("match").addObject().putObject("file");
      file.put("root", directory.toString()).putArray("try_files").add("/" + route.service());
      standby.putArray("handle").add(proxy(route.standbyPort()));
      standby.put("terminal", true);
      either.addObject().putArray("handle").add(proxy(route.port()));
    }
    json.put("terminal", true);
    return json;
  }

  private ObjectNode proxy(int port) {
    ObjectNode proxy = JsonNodeFactory.instance.objectNode().put("handler", "reverse_proxy");
    proxy.putArray("upstreams").addObject().put("dial", LOOPBACK + port);
    if (keepsStreams) {
      proxy.put(STREAMS, STREAMS_DELAY);
    }
    return proxy;
  }

  /// The route, or null where we would write it differently.
  @Nullable Route read(String service, JsonNode json) {
    JsonNode match = json.path("match").path(0);
    JsonNode handle = json.path("handle");
    JsonNode last = handle.path(Math.max(0, handle.size() - 1));
    JsonNode either = last.path("routes");
    Optional<Integer> standby =
        either.isArray() ? port(either.path(0).path("handle").path(0)) : Optional.empty();
    Optional<Integer> internal =
        port(either.isArray() ? either.path(1).path("handle").path(0) : last);
    if (internal.isEmpty()) {
      return null;
    }
    Route route =
        new Route(
            service,
            match.path("host").path(0).stringValue(""),
            match.path("path").path(0).stringValue("/"),
            internal.get(),
            standby.orElse(null),
            handle.size() > 1);
    return isOurs(route, json) ? route : null;
  }

  /// A Caddy that knows nothing of streams has been given the route without a word of them.
  private boolean isOurs(Route route, JsonNode json) {
    return write(route).equals(json) || withoutStreams().write(route).equals(json);
  }

  private static Optional<Integer> port(JsonNode proxy) {
    String dial = proxy.path("upstreams").path(0).path("dial").stringValue("");
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
