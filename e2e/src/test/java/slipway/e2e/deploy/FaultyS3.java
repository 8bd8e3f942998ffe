package slipway.e2e.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import slipway.e2e.host.S3Endpoint;

/// An S3 server that gives every request the same error.
record FaultyS3(HttpServer server) implements AutoCloseable {
  static FaultyS3 answering(int status, String code) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] body =
        "<?xml version=\"1.0\"?><Error><Code>%s</Code><Message>as asked</Message></Error>"
            .formatted(code)
            .getBytes(UTF_8);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/xml");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    return new FaultyS3(server);
  }

  S3Endpoint endpoint() {
    return at(server.getAddress().getPort());
  }

  /// An S3 server that is said to be on that port.
  static S3Endpoint at(int port) {
    return new S3Endpoint(URI.create("http://127.0.0.1:" + port), "key", "secret");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
