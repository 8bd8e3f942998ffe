package slipway.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import slipway.manifest.ManifestSignature;
import slipway.manifest.NixSecretKey;

/// A bucket with a signed manifest, on this machine's loopback. A command that rehearses for its
/// AOT cache talks to it: it answers whoever asks, and keeps what it is given until it is closed.
///
/// @param server has been started
/// @param key has signed the manifest
public record RehearsalBucket(HttpServer server, NixSecretKey key, Map<String, byte[]> objects)
    implements AutoCloseable {
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

  private static final byte[] NOTHING =
      "<Error><Code>NoSuchKey</Code><Message>not here</Message></Error>".getBytes(UTF_8);

  public static RehearsalBucket open() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    RehearsalBucket bucket =
        new RehearsalBucket(
            server, NixSecretKey.generate("rehearsal-1"), new ConcurrentSkipListMap<>());
    bucket.objects().put("manifest.json", MANIFEST);
    server.createContext("/", bucket::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
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

  /// The ETag of the manifest.
  public String etag() {
    return Etags.of(MANIFEST);
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] sent = exchange.getRequestBody().readAllBytes();
      String key = exchange.getRequestURI().getPath().replaceFirst("^/rehearsal/?", "");
      String query = exchange.getRequestURI().getQuery();
      if (exchange.getRequestMethod().equals("PUT")) {
        objects.put(key, sent);
        send(exchange, 200, new byte[0], sent);
      } else if (query != null && query.contains("list-type=2")) {
        send(exchange, 200, listing(query).getBytes(UTF_8), null);
      } else {
        byte[] found = objects.get(key);
        String known = exchange.getRequestHeaders().getFirst("If-None-Match");
        if (found != null && Etags.quoted(Etags.of(found)).equals(known)) {
          exchange.sendResponseHeaders(304, -1);
          return;
        }
        send(exchange, found == null ? 404 : 200, found == null ? NOTHING : found, found);
      }
    }
  }

  private void send(HttpExchange exchange, int status, byte[] body, byte @Nullable [] object)
      throws IOException {
    if (object != null) {
      exchange.getResponseHeaders().set("ETag", '"' + Etags.of(object) + '"');
      exchange
          .getResponseHeaders()
          .set("x-amz-meta-signature", ManifestSignature.sign(object, List.of(key)));
    }
    boolean bodiless = exchange.getRequestMethod().equals("HEAD");
    if (bodiless) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
    }
    exchange.sendResponseHeaders(status, bodiless || body.length == 0 ? -1 : body.length);
    if (!bodiless && body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  private String listing(String query) {
    String prefix = query.replaceFirst("(^|.*&)prefix=([^&]*).*", "$2");
    StringBuilder contents = new StringBuilder();
    objects.forEach((key, body) -> {
      if (key.startsWith(prefix) && key.indexOf('/', prefix.length()) < 0) {
        contents.append(
            """
            <Contents><Key>%s</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified>\
            <ETag>&quot;%s&quot;</ETag><Size>%d</Size></Contents>\
            """
                .formatted(key, Etags.of(body), body.length));
      }
    });
    return "<ListBucketResult><IsTruncated>false</IsTruncated>" + contents + "</ListBucketResult>";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
