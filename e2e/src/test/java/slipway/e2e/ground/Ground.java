package slipway.e2e.ground;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import slipway.e2e.host.Closures;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Radosgw;
import slipway.e2e.host.S3Store;
import slipway.e2e.host.Slipway;
import slipway.e2e.host.ThrowawayHost;
import slipway.e2e.host.Units;
import slipway.manifest.NixSecretKey;

/// What all tests of a group share: the host, the S3 server, and a bucket of closures that any
/// manifest may name.
public final class Ground implements AutoCloseable {
  public static final String CREDENTIALS = "/etc/slipway/credentials";

  private static final int BUCKET_PORT = 7480;
  private static final String DIRECTORY = "/home/developer/closures";

  private final ThrowawayHost host;
  private final Radosgw radosgw;
  private final S3Store cache;
  private final NixSecretKey cacheKey = NixSecretKey.generate("cache-1");
  private final Map<String, String> paths = new HashMap<>();

  private Ground(ThrowawayHost host, Radosgw radosgw) {
    this.host = host;
    this.radosgw = radosgw;
    this.cache = S3Store.create(radosgw.endpoint(), "closures");
  }

  public static Ground lay() {
    ThrowawayHost host = ThrowawayHost.joined();
    Ground ground = new Ground(host, Radosgw.start(host, BUCKET_PORT));
    host.write(CREDENTIALS, ground.radosgw.endpoint().credentialsFile());
    ground.configure();
    ground.closures(
        Stream.of(
                new Wanted(Kind.WEB, "1"),
                new Wanted(Kind.WEB, "2"),
                new Wanted(Kind.WEB, "3"),
                new Wanted(Kind.ENV, "1"),
                new Wanted(Kind.CRASH, "1"),
                new Wanted(Kind.UNHEALTHY, "1"),
                new Wanted(Kind.JOB, "1"))
            .toList());
    return ground;
  }

  public ThrowawayHost host() {
    return host;
  }

  public Units units() {
    return new Units(host);
  }

  public Radosgw radosgw() {
    return radosgw;
  }

  /// The bucket of closures.
  public S3Store cache() {
    return cache;
  }

  public NixSecretKey cacheKey() {
    return cacheKey;
  }

  public Closures closures() {
    return new Closures(host);
  }

  /// The store path of a closure that is in the bucket. Its program is `web`, and what a web
  /// service answers is `web VERSION`.
  public String closure(Kind kind, String version) {
    Wanted wanted = new Wanted(kind, version);
    return closures(List.of(wanted)).getFirst();
  }

  /// The same for several, brought there in one go.
  public List<String> webs(List<String> versions) {
    return closures(versions.stream().map(version -> new Wanted(Kind.WEB, version)).toList());
  }

  public List<String> closures(List<Wanted> all) {
    List<Wanted> missing = all.stream().filter(it -> !paths.containsKey(it.key())).toList();
    if (!missing.isEmpty()) {
      Map<String, String> built = new HashMap<>();
      missing.forEach(it -> built.put(it.key(), closures().build("web", it.version(), it.kind())));
      push(built.values().stream().distinct().toList());
      paths.putAll(built);
    }
    return all.stream().map(it -> paths.getOrDefault(it.key(), "")).toList();
  }

  /// Brings closures of the developer's store to the bucket.
  public void push(List<String> storePaths) {
    pusher()
        .run(Stream.concat(Stream.of("cache", "push"), storePaths.stream()).toArray(String[]::new))
        .orFail();
  }

  private Slipway pusher() {
    return new Slipway(host, DIRECTORY, CREDENTIALS);
  }

  private void configure() {
    Slipway pusher = pusher();
    pusher.write("slipway.json", Documents.developer(radosgw.endpoint(), "closures", "closures"));
    pusher.write("cache.key", cacheKey.secretText());
    pusher.write("manifest.key", NixSecretKey.generate("unused-1").secretText());
  }

  @Override
  public void close() {
    cache.close();
    radosgw.close();
  }

  /// A closure as [#closure] names it.
  public record Wanted(Kind kind, String version) {
    private String key() {
      return kind + " " + version;
    }
  }
}
