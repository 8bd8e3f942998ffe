package slipway.e2e.host;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The host's Caddy, through its admin address and without the deployer.
public final class Caddy {
  private static final String ADMIN = "http://localhost:2019";
  private static final String ROUTES = "/config/apps/http/servers/srv0/routes";

  private Caddy() {}

  /// The ids of all routes that have one, in their order.
  public static List<String> routeIds() {
    return StreamSupport.stream(routes().spliterator(), false)
        .map(route -> route.path("@id").asString(""))
        .filter(id -> !id.isEmpty())
        .toList();
  }

  /// All routes of the server on :80.
  public static JsonNode routes() {
    return JsonMapper.shared().readTree(send("GET", ROUTES).body());
  }

  /// The route with this id, wherever it stands.
  public static JsonNode route(String id) {
    return JsonMapper.shared().readTree(send("GET", "/id/" + id).body());
  }

  public static void deleteRoute(String id) {
    send("DELETE", "/id/" + id);
  }

  public static void replaceRoute(String id, String route) {
    send("PATCH", "/id/" + id, route);
  }

  /// Puts a route before all others of the server on :80.
  public static void insertRoute(String route) {
    send("PUT", ROUTES + "/0", route);
  }

  /// Replaces the whole configuration, as `caddy reload` does.
  public static void load(String config) {
    send("POST", "/load", config);
  }

  private static HttpResponse<String> send(String method, String path) {
    return send(method, path, "");
  }

  private static HttpResponse<String> send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(ADMIN + path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    // Caddy closes connections at each change of its configuration: one that is kept may be at its
    // end.
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(
            "Caddy answered %d to %s %s: %s"
                .formatted(response.statusCode(), method, path, response.body()));
      }
      return response;
    } catch (IOException e) {
      throw new IllegalStateException("Caddy does not answer at " + ADMIN, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking Caddy", e);
    }
  }
}
