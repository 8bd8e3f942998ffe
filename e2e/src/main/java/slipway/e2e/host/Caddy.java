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
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

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

  public static void deleteRoute(String id) {
    send("DELETE", "/id/" + id);
  }

  private static HttpResponse<String> send(String method, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(ADMIN + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
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
