package slipway.deployer.rehearsal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/// A Caddy whose server `srv0` has the routes that were put last.
///
/// @param server has been started
public record RehearsalCaddy(HttpServer server) implements AutoCloseable {
  public static RehearsalCaddy open() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    RehearsalCaddy caddy = new RehearsalCaddy(server);
    String[] routes = {"[]"};
    server.createContext("/", exchange -> caddy.answer(exchange, routes));
    server.start();
    return caddy;
  }

  /// As settings name it.
  public String address() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange, String[] routes) throws IOException {
    try (exchange) {
      String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (!sent.isEmpty()) {
        routes[0] = sent;
      }
      byte[] config =
          "{\"apps\":{\"http\":{\"servers\":{\"srv0\":{\"listen\":[\":80\"],\"routes\":%s}}}}}"
              .formatted(routes[0])
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Etag", "\"/config/ 1\"");
      exchange.sendResponseHeaders(200, config.length);
      exchange.getResponseBody().write(config);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
