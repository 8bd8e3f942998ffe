package slipway.deployer.caddy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// As much of Caddy's admin API as [CaddyAdmin] uses.
final class FakeCaddy implements AutoCloseable {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /// The requests that changed something, as `PATCH /config/…`.
  final List<String> writes = new ArrayList<>();

  /// Each makes one change of somebody else's, between a read of ours and the write that follows.
  final Deque<Runnable> meanwhile = new ArrayDeque<>();

  /// Where not empty, what every write is refused with.
  String refusal = "";

  /// Where not empty, a field that this Caddy does not know.
  String unknown = "";

  private final HttpServer server;
  private JsonNode config;
  private int version;

  FakeCaddy(String config) throws IOException {
    this.config = MAPPER.readTree(config);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  JsonNode config() {
    return config;
  }

  void change(String newConfig) {
    config = MAPPER.readTree(newConfig);
    version++;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (method.equals("GET")) {
      exchange.getResponseHeaders().set("Etag", "\"/config/ v" + version + "\"");
      answer(exchange, 200, config.toString());
      Runnable change = meanwhile.poll();
      if (change != null) {
        change.run();
      }
      return;
    }
    String match = exchange.getRequestHeaders().getFirst("If-Match");
    if (!("\"/config/ v" + version + "\"").equals(match)) {
      answer(exchange, 412, "{\"error\":\"If-Match header did not match\"}");
    } else if (!refusal.isEmpty()) {
      answer(exchange, 500, "{\"error\":\"" + refusal + "\"}");
    } else if (!unknown.isEmpty() && new String(body, StandardCharsets.UTF_8).contains(unknown)) {
      answer(exchange, 500, "{\"error\":\"json: unknown field \\\"" + unknown + "\\\"\"}");
    } else {
      put(path, method.equals("PATCH"), MAPPER.readTree(body));
      writes.add(method + " " + path);
      version++;
      answer(exchange, 200, "");
    }
  }

  private void put(String path, boolean replaces, JsonNode value) {
    if (!config.isObject()) {
      config = JsonNodeFactory.instance.objectNode();
    }
    ObjectNode at = (ObjectNode) config;
    String[] keys = path.substring("/config/".length()).split("/", -1);
    for (int i = 0; i < keys.length - 1; i++) {
      at = at.withObjectProperty(keys[i]);
    }
    String last = keys[keys.length - 1];
    if (at.has(last) != replaces) {
      throw new IllegalStateException(path + " exists: " + at.has(last));
    }
    at.set(last, value);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
