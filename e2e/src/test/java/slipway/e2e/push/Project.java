package slipway.e2e.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import slipway.e2e.ground.Documents;
import slipway.e2e.ground.Ground;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.S3Endpoint;
import slipway.e2e.host.S3Store;
import slipway.e2e.host.ThrowawayHost;
import slipway.manifest.ManifestSignature;
import slipway.manifest.NixSecretKey;
import tools.jackson.databind.node.ObjectNode;

/// What one test has for itself: a namespace and a bucket that the hosts `one`, `two` and `three`
/// may follow, names and ports. Names given to a project are short; [#name] is what they are called
/// in the manifest and on the hosts.
final class Project implements AutoCloseable {
  private static final List<String> HOSTS = List.of("one", "two", "three");
  private static final int FIRST_PORT = 20_000;
  private static final int PORTS = 20;

  private final Fleet fleet;
  private final int number;
  private final S3Store bucket;
  private final NixSecretKey manifestKey;
  private final Map<String, Integer> ports = new HashMap<>();
  private final Map<String, Member> members = new HashMap<>();

  private Project(Fleet fleet, int number) {
    this.fleet = fleet;
    this.number = number;
    this.bucket = S3Store.create(fleet.ground().radosgw().endpoint(), "project-" + number);
    this.manifestKey = NixSecretKey.generate("manifest-" + number);
  }

  /// With an empty manifest.
  static Project begin(Fleet fleet, int number) {
    Project project = new Project(fleet, number);
    byte[] empty = Documents.manifest(Instant.now(), List.of()).toString().getBytes(UTF_8);
    String signature = ManifestSignature.sign(empty, List.of(project.manifestKey));
    project.bucket.put("manifest.json", empty, Map.of("signature", signature));
    return project;
  }

  Fleet fleet() {
    return fleet;
  }

  Ground ground() {
    return fleet.ground();
  }

  S3Endpoint server() {
    return ground().radosgw().endpoint();
  }

  /// The bucket of the manifest.
  S3Store bucket() {
    return bucket;
  }

  NixSecretKey manifestKey() {
    return manifestKey;
  }

  String namespace() {
    return "p" + number;
  }

  /// What a service is called.
  String name(String service) {
    return namespace() + "-" + service;
  }

  String domain(String service) {
    return service + "." + namespace() + ".test";
  }

  int port(String service) {
    return ports.computeIfAbsent(service, _ -> FIRST_PORT + number * PORTS + ports.size());
  }

  /// `one`, `two` or `three`.
  Member host(String name) {
    return members.computeIfAbsent(
        name, _ -> new Member(this, name, fleet.hosts().get(HOSTS.indexOf(name))));
  }

  /// Starts the daemon on these hosts, all at once.
  void follow(String... hosts) {
    List<Member> all = List.of(hosts).stream().map(this::host).toList();
    all.parallelStream().forEach(Member::follow);
  }

  /// The entry of a service on these hosts that answers `web VERSION` where it works.
  ObjectNode entry(String service, Kind kind, String version, String... hosts) {
    ObjectNode entry =
        Documents.web(
            name(service),
            ground().closure(kind, version),
            hosts[0],
            domain(service),
            port(service));
    entry.putArray("hosts").addAll(List.of(hosts).stream().map(entry::stringNode).toList());
    return entry;
  }

  /// The developer who made the manifest.
  Desk desk() {
    return desk("ann", manifestKey, List.of());
  }

  /// Another one.
  ///
  /// @param colleagues public keys that are trusted there besides the own one
  Desk desk(String developer, NixSecretKey key, List<String> colleagues) {
    return Desk.of(this, developer, key, colleagues);
  }

  @Override
  public void close() {
    members.values().parallelStream().forEach(Member::clear);
    bucket.close();
  }

  ThrowawayHost developersMachine() {
    return ground().host();
  }
}
