package slipway.e2e.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import slipway.e2e.ground.Documents;
import slipway.e2e.ground.Ground;
import slipway.e2e.host.Caddy;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Deployer;
import slipway.e2e.host.Http;
import slipway.e2e.host.Http.Answer;
import slipway.e2e.host.Output;
import slipway.e2e.host.S3Store;
import slipway.e2e.host.Slipway;
import slipway.e2e.host.ThrowawayHost;
import slipway.e2e.host.Units;
import slipway.manifest.Generation;
import slipway.manifest.ManifestSignature;
import slipway.manifest.NixSecretKey;
import tools.jackson.databind.node.ObjectNode;

/// What one test has for itself: a deployer with a namespace of its own, a bucket for its manifest,
/// a developer's directory, names and ports. Names given to a site are short; [#name] is what they
/// are called on the host.
public final class Site implements AutoCloseable {
  /// What manifests call the host.
  public static final String HOST = "biz";

  private static final int FIRST_PORT = 20_000;
  private static final int PORTS = 20;

  private final Ground ground;
  private final int number;
  private final String namespace;
  private final S3Store bucket;
  private final NixSecretKey manifestKey;
  private final ObjectNode settings;
  private final Map<String, Integer> ports = new HashMap<>();
  private Instant lastGeneration = Instant.EPOCH;

  private Site(Ground ground, int number) {
    this.ground = ground;
    this.number = number;
    this.namespace = "t" + number;
    this.bucket = S3Store.create(ground.radosgw().endpoint(), "site-" + number);
    this.manifestKey = NixSecretKey.generate("manifest-" + number);
    this.settings =
        Documents.deployer(HOST, namespace, ground.radosgw().endpoint(), bucket.bucket());
  }

  public static Site open(Ground ground, int number) {
    Site site = new Site(ground, number);
    site.manifestSettings().putArray("trustedKeys").add(site.manifestKey.publicKey().toString());
    site.settings
        .withObjectProperty("cache")
        .putArray("trustedKeys")
        .add(ground.cacheKey().publicKey().toString());
    site.configure();
    return site;
  }

  public ThrowawayHost host() {
    return ground.host();
  }

  public Ground ground() {
    return ground;
  }

  public Units units() {
    return ground.units();
  }

  public String namespace() {
    return namespace;
  }

  /// The bucket of the manifest.
  public S3Store bucket() {
    return bucket;
  }

  public NixSecretKey manifestKey() {
    return manifestKey;
  }

  /// The deployer's settings, to be changed before [#configure].
  public ObjectNode settings() {
    return settings;
  }

  public ObjectNode manifestSettings() {
    return settings.withObjectProperty("manifest");
  }

  /// Writes the settings onto the host.
  public void configure() {
    host().write(settingsFile(), settings.toPrettyString());
  }

  public String settingsFile() {
    return "/etc/slipway/" + namespace + ".json";
  }

  /// What a service is called on this host.
  public String name(String service) {
    return namespace + "-" + service;
  }

  public String unit(String service) {
    return name(service) + ".service";
  }

  public String domain(String service) {
    return service + "." + namespace + ".test";
  }

  public int port(String service) {
    return ports.computeIfAbsent(service, _ -> FIRST_PORT + number * PORTS + ports.size());
  }

  /// Below which `envFile`s lie.
  public String secrets() {
    return "/var/lib/" + namespace + "-secrets";
  }

  public String state() {
    return "/var/lib/" + namespace + "-deployer";
  }

  /// An entry for a service of that kind and version, which answers `web VERSION`.
  public ObjectNode entry(String service, Kind kind, String version) {
    return Documents.web(
        name(service), ground.closure(kind, version), HOST, domain(service), port(service));
  }

  public ObjectNode web(String service, String version) {
    return entry(service, Kind.WEB, version);
  }

  /// Writes a signed manifest of these services as a push would, and returns its generation.
  public Instant publish(ObjectNode... services) {
    Instant generation = nextGeneration();
    byte[] manifest = manifest(generation, services);
    publish(manifest, ManifestSignature.sign(manifest, List.of(manifestKey)));
    return generation;
  }

  public static byte[] manifest(Instant generation, ObjectNode... services) {
    return Documents.manifest(generation, List.of(services)).toString().getBytes(UTF_8);
  }

  /// Writes whatever bytes under whatever signature.
  public void publish(byte[] manifest, String signature) {
    bucket.put("manifest.json", manifest, Map.of("signature", signature));
  }

  public Instant nextGeneration() {
    lastGeneration = Generation.next(lastGeneration, Instant.now());
    return lastGeneration;
  }

  public Deployer deployer() {
    return new Deployer(host(), settingsFile(), Ground.CREDENTIALS);
  }

  /// The unit of the daemon, where a test starts one.
  public String daemon() {
    return "deployer-" + namespace + ".service";
  }

  /// One pass that has to end with this exit code.
  public Output sync(int exit) {
    Output output = deployer().sync();
    assertEquals(exit, output.exit(), output::toString);
    return output;
  }

  /// Publishes and syncs; the host has to match afterwards.
  public void deploy(ObjectNode... services) {
    publish(services);
    sync(0);
  }

  /// The push tool with this site's settings and keys, in a bucket that has a manifest.
  public Slipway slipway() {
    if (!bucket.has("manifest.json")) {
      publish();
    }
    Slipway slipway = new Slipway(host(), "/home/developer/" + namespace, Ground.CREDENTIALS);
    slipway.write(
        "slipway.json",
        Documents.developer(ground.radosgw().endpoint(), bucket.bucket(), "closures"));
    slipway.write("cache.key", ground.cacheKey().secretText());
    slipway.write("manifest.key", manifestKey.secretText());
    return slipway;
  }

  /// What a visitor gets at the service's domain.
  public Answer visit(String service) {
    return Http.site(domain(service), "/");
  }

  public void assertAnswers(String service, String body) {
    assertEquals(new Answer(200, body), visit(service));
  }

  public int pid(String service) {
    return units().pid(unit(service));
  }

  public boolean isRouted(String service) {
    return Caddy.routeIds().contains(namespace + "-" + name(service));
  }

  /// The store path that the profile of a service leads to, or nothing.
  public String profile(String service) {
    return host()
        .shell(
            "! test -e \"$1\" || readlink -f \"$1\"",
            "/nix/var/nix/profiles/" + namespace + "/" + name(service))
        .orFail()
        .text();
  }

  /// Whether anything of this site still keeps the store path from being collected.
  public boolean isRooted(String storePath) {
    return host()
        .exec("nix-store", "--query", "--roots", storePath)
        .out()
        .contains("/" + namespace + "/");
  }

  /// Stops and removes all of it by force, whatever the test has left.
  @Override
  public void close() {
    ground.radosgw().back();
    host()
        .shell(
            """
            systemctl stop "deployer-$1.service" "deployer-boot-$1.service" 2>/dev/null || true
            systemctl disable -q "deployer-boot-$1.service" 2>/dev/null || true
            systemctl stop "$1-*" 2>/dev/null || true
            rm -rf /run/systemd/system/$1-* /etc/systemd/system/$1-* /etc/systemd/system/deployer-$1.service \\
              /etc/systemd/system/deployer-boot-$1.service "/var/lib/$1-deployer" "/var/lib/$1-secrets" \\
              "/nix/var/nix/profiles/$1" "/nix/var/nix/gcroots/$1" "/etc/slipway/$1.json"
            systemctl daemon-reload
            systemctl reset-failed
            """,
            namespace)
        .orFail();
    Caddy.routeIds().stream()
        .filter(id -> id.startsWith(namespace + "-"))
        .forEach(Caddy::deleteRoute);
    bucket.close();
  }
}
