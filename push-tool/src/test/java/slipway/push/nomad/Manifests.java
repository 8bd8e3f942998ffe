package slipway.push.nomad;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import slipway.manifest.Manifest;
import slipway.manifest.ManifestReader;
import slipway.manifest.Reading;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Manifests of tests, and what comes of them.
final class Manifests {
  static final Cluster NOMAD = new Cluster(List.of("dc1"), null, Provider.NOMAD);
  static final Cluster CONSUL = new Cluster(List.of("fra1", "fra2"), "eu", Provider.CONSUL);

  private Manifests() {}

  static String resource(String name) {
    try (InputStream file = Manifests.class.getResourceAsStream("/slipway/nomad/" + name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Export everyField(Cluster cluster) {
    return export(resource("every-field.json").getBytes(UTF_8), cluster);
  }

  /// The export of a manifest with this one service, whose name, artifact and hosts are added.
  static Export ofService(String fields) {
    ObjectNode service = (ObjectNode) JsonMapper.shared().readTree(fields);
    service.put("name", "web");
    service
        .putObject("artifact")
        .put("type", "nix-closure")
        .put("storePath", "/nix/store/" + "0".repeat(32) + "-web");
    service.putArray("hosts").add("one");
    service.withObjectProperty("exec").put("command", "web");
    ObjectNode manifest = JsonMapper.shared().createObjectNode().put("version", 1);
    manifest.put("generation", "2026-01-01T10:00:00Z").putArray("services").add(service);
    return export(manifest.toString().getBytes(UTF_8), NOMAD);
  }

  static JsonNode group(Export export) {
    return export.jobs().getFirst().job().at("/TaskGroups/0");
  }

  /// The service's own, not the one that fetches its closure.
  static JsonNode task(Export export) {
    return group(export).at("/Tasks/1");
  }

  static Export export(byte[] document, Cluster cluster) {
    return switch (ManifestReader.read(document)) {
      case Reading.Valid(Manifest manifest) -> NomadJobs.of(manifest, document, cluster);
      case Reading.Invalid(var problems) -> throw new AssertionError(problems);
    };
  }
}
