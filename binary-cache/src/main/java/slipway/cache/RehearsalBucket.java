package slipway.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import slipway.manifest.ManifestSignature;
import slipway.manifest.NixSecretKey;

/// A bucket with a signed manifest and nothing else, on this machine's loopback. A command that
/// rehearses for its AOT cache talks to it: it answers whoever asks and keeps nothing.
///
/// @param server has been started
/// @param key has signed the manifest
public record RehearsalBucket(HttpServer server, NixSecretKey key) implements AutoCloseable {
  private static final byte[] MANIFEST =
      """
      {"version": 1, "generation": "2026-01-01T00:00:00Z", "services": [{
        "name": "web",
        "artifact": {
          "type": "nix-closure",
          "storePath": "/nix/store/00000000000000000000000000000000-web-1"},
        "hosts": ["rehearsal"],
        "exec": {"command": "web"},
        "env": {"AREA": "Live"},
        "http": {"domain": "example.com", "internalPort": 1},
        "health": {"enabled": false}}]}
      """
          .getBytes(UTF_8);

  private static final String ETAG = "\"rehearsal\"";
  private static final byte[] NOTHING =
      "<Error><Code>NoSuchKey</Code><Message>not here</Message></Error>".getBytes(UTF_8);

  public static RehearsalBucket open() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    RehearsalBucket bucket = new RehearsalBucket(server, NixSecretKey.generate("rehearsal-1"));
    server.createContext("/", bucket::answer);
    server.start();
    return bucket;
  }

  /// As the settings of both commands name a bucket.
  public String settings() {
    return """
    {"bucket": "rehearsal", "region": "us-east-1", "pathStyle": true,
     "endpoint": "%s"}\
    """
        .formatted(address());
  }

  /// The same, read.
  public BucketSettings where() {
    return new BucketSettings("rehearsal", "us-east-1", address(), null, true, "");
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().set("ETag", ETAG);
      if (ETAG.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
        exchange.sendResponseHeaders(304, -1);
        return;
      }
      boolean known = exchange.getRequestURI().getPath().endsWith("/manifest.json");
      byte[] body = known ? MANIFEST : NOTHING;
      exchange
          .getResponseHeaders()
          .set("x-amz-meta-signature", ManifestSignature.sign(MANIFEST, List.of(key)));
      boolean written = exchange.getRequestMethod().equals("PUT");
      exchange.sendResponseHeaders(known || written ? 200 : 404, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
