package slipway.deployer.caddy;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import slipway.deployer.plan.Route;
import slipway.deployer.plan.RouteTable;
import slipway.deployer.reconcile.HostException;
import slipway.deployer.reconcile.Routes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Our routes in one named server of Caddy, known by their `@id` `<namespace>-<service>`.
///
/// Each change makes Caddy load its whole configuration anew, which cuts WebSockets; so one update
/// is at most one write, and none where nothing differs.
///
/// Caddy's automatic HTTPS applies to our routes as to any other: a server that listens on another
/// port than 80 serves their domains with certificates.
public final class CaddyRoutes implements Routes, AutoCloseable {
  private static final int ATTEMPTS = 6;
  private static final int ATTEMPTS_WHILE_AWAY = 3;

  private final CaddyAdmin admin;
  private volatile RouteJson json;
  private final String server;
  private final List<String> listen;

  /// @param server the name of the HTTP server in Caddy's configuration
  /// @param listen the addresses with which it is made where Caddy has none of that name
  /// @param standby the directory whose files lead visitors to the standby side
  public CaddyRoutes(
      AdminAddress address, String namespace, Path standby, String server, List<String> listen) {
    this.admin = new CaddyAdmin(address);
    this.json = new RouteJson(namespace, standby, true);
    this.server = server;
    this.listen = List.copyOf(listen);
  }

  @Override
  public RouteTable observe() {
    try {
      return new RouteTable.Known(routes(admin.look()).ours());
    } catch (HostException away) {
      return new RouteTable.Unavailable(String.valueOf(away.getMessage()));
    }
  }

  @Override
  public void update(Collection<Route> put, Collection<String> drop) throws HostException {
    int resets = 0;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        CaddyAdmin.Config found = admin.read();
        RouteList routes = routes(found.tree());
        JsonNode wanted = routes.with(put, drop);
        if (wanted.equals(routes.routes()) || write(found, wanted) == CaddyAdmin.Written.DONE) {
          return;
        }
      } catch (HostException away) {
        if (forgetsStreams(away)) {
          continue;
        }
        // Caddy opens its admin endpoint anew for each configuration, also somebody else's, and
        // resets what is connected then. What was written shows when it is read again.
        if (++resets == ATTEMPTS_WHILE_AWAY) {
          throw away;
        }
      }
      pause(attempt);
    }
    throw new HostException(
        "Caddy's configuration was changed by somebody else "
            + ATTEMPTS
            + " times while its routes were being updated; the next pass tries again");
  }

  @Override
  public void close() {
    admin.close();
  }

  /// Whether this Caddy is one that has to be asked without a word of streams from now on.
  private boolean forgetsStreams(HostException no) {
    boolean older =
        json.keepsStreams() && String.valueOf(no.getMessage()).contains(RouteJson.STREAMS);
    if (older) {
      json = json.withoutStreams();
    }
    return older;
  }

  private CaddyAdmin.Written write(CaddyAdmin.Config found, JsonNode routes) throws HostException {
    JsonNode there = server(found.tree());
    if (there.isObject()) {
      return admin.write(path("routes"), there.has("routes"), routes, found.etag());
    }
    ObjectNode made = JsonNodeFactory.instance.objectNode();
    listen.forEach(made.putArray("listen")::add);
    made.set("routes", routes);
    try {
      return admin.write(path(), there.isNull(), made, found.etag());
    } catch (HostException no) {
      throw no.getCause() == null ? new HostException(no.getMessage() + missing()) : no;
    }
  }

  private String missing() {
    return "; its configuration has no server \"%s\" any more: give it one, or name the server that listens on %s as caddy.server in the host's settings"
        .formatted(server, String.join(", ", listen));
  }

  private RouteList routes(JsonNode tree) {
    JsonNode routes = server(tree).path("routes");
    return new RouteList(json, routes.isArray() ? routes : JsonNodeFactory.instance.arrayNode());
  }

  private JsonNode server(JsonNode tree) {
    return tree.path("apps").path("http").path("servers").path(server);
  }

  private List<String> path(String... below) {
    return Stream.concat(
            List.of("config", "apps", "http", "servers", server).stream(), List.of(below).stream())
        .toList();
  }

  private static void pause(int attempt) throws HostException {
    try {
      Thread.sleep(20L << attempt);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new HostException("the update of Caddy's routes was interrupted", interrupted);
    }
  }
}
