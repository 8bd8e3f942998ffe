package slipway.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ServiceJsonTest {
  /// Set the system property to run one seed again.
  private static final long SEED =
      Long.getLong("slipway.seed", ThreadLocalRandom.current().nextLong());

  private static final String SAID = "-Dslipway.seed=" + SEED;

  private static List<Service> services() {
    RandomServices random = new RandomServices(SEED);
    List<Service> services = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      services.add(random.next("s" + i));
    }
    return services;
  }

  @Test
  void everyServiceIsReadBackAsWritten() {
    for (Service service : services()) {
      JsonNode written = ServiceJson.write(service);
      assertEquals(service, ServiceJson.read(written), SAID);
      assertEquals(written, ServiceJson.write(ServiceJson.read(written)), SAID);
    }
  }

  @Test
  void everyServiceMakesAValidManifest() {
    for (Service service : services()) {
      Manifest manifest = new Manifest(Instant.parse("2025-01-15T12:34:56Z"), List.of(service));
      Reading reading = ManifestReader.read(ManifestWriter.write(manifest));
      assertEquals(new Reading.Valid(manifest), reading, SAID);
    }
  }

  @Test
  void twoServicesHaveOneFingerprintOnlyWhereTheyDifferInHostsAlone() {
    Map<String, Service> seen = new HashMap<>();
    for (Service service : services()) {
      assertTrue(seen.put(ServiceJson.fingerprint(service), service) == null, SAID);
      assertEquals(
          ServiceJson.fingerprint(service),
          ServiceJson.fingerprint(withHosts(service, List.of("elsewhere"))),
          SAID);
    }
  }

  @Test
  void everyValueCountsForTheFingerprint() {
    Manifest maximal = Documents.valid(ManifestReader.read(Documents.bytes("golden/maximal.json")));
    for (Service service : maximal.services()) {
      JsonNode written = ServiceJson.write(service);
      List<String> leaves = new ArrayList<>();
      Documents.walk(
          new Node(written, ""),
          (pointer, value) -> {
            if (value.isValueNode() && !pointer.startsWith("/hosts")) {
              leaves.add(pointer);
            }
          });
      for (String leaf : leaves) {
        JsonNode changed = written.deepCopy();
        Documents.put(changed, leaf, another(leaf, written.at(leaf)));
        if (leaf.equals("/artifact/type")) {
          continue;
        }
        assertNotEquals(
            ServiceJson.fingerprint(service),
            ServiceJson.fingerprint(ServiceJson.read(changed)),
            leaf);
      }
    }
  }

  private static JsonNode another(String pointer, JsonNode value) {
    return switch (value.getNodeType()) {
      case NUMBER -> Documents.json("" + (value.intValue() + 1));
      case BOOLEAN -> Documents.json("" + !value.booleanValue());
      default ->
          switch (pointer) {
            case "/systemd/restart" -> Documents.json("\"on-abort\"");
            case "/systemd/type" -> Documents.json("\"simple\"");
            case "/hardening/protectSystem" -> Documents.json("true");
            case "/hardening/protectHome" -> Documents.json("false");
            default ->
                Documents.json(
                    "\"" + value.stringValue().replace("\\", "").replace("\"", "") + "2\"");
          };
    };
  }

  /// A change here restarts every service on every host: it must be meant.
  @Test
  void theFingerprintOfTheExampleStaysForever() {
    Manifest example =
        Documents.valid(ManifestReader.read(Documents.bytes("golden/design-example.json")));
    assertEquals(
        "9621d62e51626f0f24f4fdb4e01a76106aca5e5027a7c8a958fd9c4de2066176",
        ServiceJson.fingerprint(example.services().getFirst()));
  }

  @Test
  void aDefaultWrittenOutMakesNoDifference() {
    Manifest minimal = Documents.valid(ManifestReader.read(Documents.bytes("golden/minimal.json")));
    assertEquals(
        "{\"name\":\"a\",\"artifact\":{\"type\":\"nix-closure\","
            + "\"storePath\":\"/nix/store/0123456789abcdfghijklmnpqrsvwxyz-a\"},"
            + "\"hosts\":[\"one\"],\"exec\":{\"command\":\"a\"}}",
        ServiceJson.write(minimal.services().getFirst()).toString());
  }

  private static Service withHosts(Service service, List<String> hosts) {
    return new Service(
        service.name(),
        service.storePath(),
        hosts,
        service.exec(),
        service.env(),
        service.envFile(),
        service.http(),
        service.health(),
        service.systemd(),
        service.hardening(),
        service.deploy(),
        service.revision());
  }
}
