package slipway.deployer.still;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import slipway.cache.BucketSettings;
import slipway.cache.Glance;
import slipway.cache.testing.EmbeddedS3;
import slipway.deployer.metrics.Pulse;
import slipway.deployer.reconcile.ManifestSource.Polled;
import slipway.deployer.reconcile.PassResult;
import slipway.deployer.report.Repeat;

/// A host in a directory that runs `web`, at rest, with a bucket and a Caddy.
final class QuietHost implements AutoCloseable {
  static final String CODE = "/opt/one.jar";
  private static final String KEY = "aws.accessKeyId";
  static final String REPORT = "{\"at\":\"" + Repeat.TIME + "\"}";

  final Path root;
  final Path settings;
  final Path state;
  final EmbeddedS3 server;
  Instant now = Clock.systemUTC().instant();
  String caddy = "{}";
  boolean unchanged = true;
  boolean takesReports = true;
  int repeats;
  private @Nullable Instant reported = now;
  @Nullable Pulse pulse;
  private String etag = "";
  String proxyAddress;
  private final @Nullable String key;
  private final HttpServer proxy;
  private final BucketSettings bucket;

  QuietHost(Path root) throws IOException {
    this.root = root;
    // What other tests give the SDK, a glance would leave to it.
    this.key = System.clearProperty(KEY);
    this.settings = write("etc/slipway/deployer.json", "{}");
    this.state = write("var/lib/slipway-deployer/state.json", "{}").resolveSibling("");
    this.server = EmbeddedS3.start().createBucket("releases");
    this.bucket = new BucketSettings("releases", "us-east-1", server.endpoint(), null, true, "");
    this.proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    proxy.createContext(
        "/config/",
        exchange -> {
          try (exchange) {
            byte[] body = caddy.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    proxy.start();
    this.proxyAddress = "http://127.0.0.1:" + proxy.getAddress().getPort();
    write("var/lib/slipway-deployer/lock", "");
    write("var/lib/slipway-deployer/services/web.service", "[Service]\n");
    write("sys/fs/cgroup/system.slice/web.service/cgroup.events", "populated 1\nfrozen 0\n");
    write("run/systemd/system/other.service", "");
    write("etc/systemd/system/other.service.d/x.conf", "");
    write("nix/store/a-web/bin/web", "");
    push("{}");
    link("run/systemd/units/invocation:web.service", "0123");
    link("nix/var/nix/profiles/slipway/web-1-link", root.resolve("nix/store/a-web").toString());
  }

  Path write(String path, String content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  void link(String path, String target) throws IOException {
    Path link = root.resolve(path);
    Files.createDirectories(link.getParent());
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, Path.of(target));
  }

  void delete(String path) throws IOException {
    Files.delete(root.resolve(path));
  }

  StillHost process(boolean reports) {
    return new StillHost(
        root,
        new Subjects(
            root,
            List.of(settings, state.resolve("state.json"), state.resolve("pause.json")),
            state.resolve("services"),
            List.of(root.resolve("nix/var/nix/profiles/slipway"), state.resolve("standby")),
            true,
            proxyAddress),
        _ -> unchanged ? new Polled.Unchanged() : new Polled.Unavailable("away"),
        reports
            ? new Reports(
                () ->
                    Optional.ofNullable(reported).map(at -> new Repeat(at, REPORT.getBytes(UTF_8))),
                this::reportAgain)
            : null,
        clock());
  }

  /// Replaces the manifest. The ETag of an object is the MD5 of its bytes.
  void push(String manifest) {
    try (Glance glance = glance()) {
      assertTrue(glance.replace("manifest.json", manifest.getBytes(UTF_8), "application/json"));
    }
    etag = md5(manifest);
  }

  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /// A pass of one process that finds nothing to do, and leaves that for others.
  void pass(boolean reports) {
    RestKeeper keeper = keeper(reports);
    keeper.before();
    keeper.after(atRest());
  }

  RestKeeper keeper(boolean reports) {
    return new RestKeeper(
        process(reports),
        root,
        settings,
        new Context(CODE, bucket, "biz", state.resolve("lock")),
        () -> Optional.ofNullable(pulse));
  }

  PassResult atRest() {
    return new PassResult(new TreeMap<>(), null, null, List.of(), null, List.of(), etag, null);
  }

  boolean lasts() {
    return lasts(CODE);
  }

  boolean lasts(String code) {
    try {
      return new StillSync(root, settings, code, keys(), clock()).lasts();
    } catch (IOException | RuntimeException _) {
      return false;
    }
  }

  /// Whether this is the report in the bucket.
  boolean hasReport(String report) {
    try (Glance glance = glance()) {
      return glance.isUnchanged("status/biz.json", md5(report));
    }
  }

  private Glance glance() {
    return new Glance(bucket, keys(), Clock.systemUTC());
  }

  private Map<String, String> keys() {
    return Map.of(
        "HOME",
        "/nonexistent",
        "AWS_ACCESS_KEY_ID",
        server.accessKey(),
        "AWS_SECRET_ACCESS_KEY",
        server.secretKey());
  }

  void after(Duration time) {
    now = now.plus(time);
  }

  private boolean reportAgain() {
    repeats += takesReports ? 1 : 0;
    reported = takesReports ? now : null;
    return takesReports;
  }

  private Clock clock() {
    InstantSource source = () -> now;
    return source.withZone(ZoneOffset.UTC);
  }

  @Override
  public void close() {
    if (key != null) {
      System.setProperty(KEY, key);
    }
    proxy.stop(0);
    server.close();
  }
}
