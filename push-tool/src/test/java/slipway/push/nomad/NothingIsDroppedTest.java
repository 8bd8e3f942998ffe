package slipway.push.nomad;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import slipway.manifest.ManifestReader;
import slipway.manifest.ManifestSchema;
import slipway.manifest.Reading;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The law of the export: whatever a manifest can say changes a job or a warning. The fields come
/// from the schema, so that one which is added there is asked for here.
class NothingIsDroppedTest {
  private static final JsonNode SCHEMA = JsonMapper.shared().readTree(ManifestSchema.bytes());

  /// Where a field means nothing to Slipway either. Each has to be needed.
  private static final Map<String, Set<String>> WITHOUT_MEANING =
      Map.of(
          "deploy.autoRollback", Set.of("blue-green"), // such a release always gives way
          "deploy.drainSec", Set.of("plain", "bare", "timer", "oneshot"), // nothing drains there
          "health.enabled", Set.of("timer", "oneshot"), // they are judged by how they end
          "health.stableSec", Set.of("timer", "oneshot"),
          "health.intervalSec", Set.of("bare", "timer", "oneshot"), // nothing is asked
          "health.timeoutSec", Set.of("timer"),
          "systemd.type", Set.of("timer")); // simple and oneshot jobs are started alike

  /// What another field decides: one says it, or it is refused.
  private static final Set<String> DECIDED = Set.of("hardening.dynamicUser"); // by exec.user

  @Test
  void everyFieldOfTheSchemaChangesAJobOrAWarning() {
    Map<String, List<JsonNode>> fields = new LinkedHashMap<>();
    collect("", SCHEMA, fields);
    Set<String> problems = new TreeSet<>();
    WITHOUT_MEANING.forEach((field, bases) ->
        bases.forEach(base -> problems.add(field + " in " + base + " is never without meaning")));
    fields.forEach((field, values) -> {
      int tried = 0;
      for (String base : Bases.ALL.keySet()) {
        for (JsonNode value : values) {
          ObjectNode before = Bases.manifest(Bases.ALL.get(base));
          ObjectNode after = before.deepCopy();
          put(after, field, value);
          if (!saysSomethingElse(before, after, field)) {
            continue;
          }
          tried++;
          boolean silent = export(before).equals(export(after));
          boolean meant = !WITHOUT_MEANING.getOrDefault(field, Set.of()).contains(base);
          if (silent && meant) {
            problems.add(field + " = " + value + " in " + base + " changes nothing");
          } else if (silent) {
            problems.remove(field + " in " + base + " is never without meaning");
          }
        }
      }
      if (tried == 0 && !DECIDED.contains(field)) {
        problems.add(field + " is in no valid manifest here");
      }
    });
    assertEquals(Set.of(), problems);
  }

  /// A field that is set to what holds anyhow says nothing else; extensions do, though nobody reads
  /// them.
  private static boolean saysSomethingElse(ObjectNode before, ObjectNode after, String field) {
    return read(after) instanceof Reading.Valid valid
        && (field.contains("x-note") || !valid.equals(read(before)));
  }

  private static Reading read(ObjectNode manifest) {
    return ManifestReader.read(manifest.toString().getBytes(UTF_8));
  }

  private static List<Export> export(ObjectNode manifest) {
    byte[] document = manifest.toString().getBytes(UTF_8);
    return List.of(
        Manifests.export(document, Manifests.NOMAD), Manifests.export(document, Manifests.CONSUL));
  }

  /// Fields of the first service are named without `services.`, as in the reference.
  private static void collect(String path, JsonNode schema, Map<String, List<JsonNode>> fields) {
    for (var property : schema.path("properties").properties()) {
      String field = path + property.getKey();
      JsonNode resolved = resolved(property.getValue());
      if (field.equals("services")) {
        collect("", resolved(resolved.path("items")), fields);
      } else if (resolved.has("properties")) {
        collect(field + ".", resolved, fields);
      } else if (!resolved.has("const")) {
        fields.put(field, Samples.of(field, property.getValue(), resolved));
      }
    }
    if (schema.path("patternProperties").has("^x-")) {
      fields.put(path + "x-note" + (schema.has("$defs") ? "@" : ""), Samples.texts("a", "b"));
    }
  }

  private static JsonNode resolved(JsonNode schema) {
    String reference = schema.path("$ref").asString("");
    return reference.isEmpty() ? schema : SCHEMA.at(reference.substring(1));
  }

  private static void put(ObjectNode manifest, String field, JsonNode value) {
    List<String> path = new ArrayList<>(List.of(field.replace("@", "").split("\\.")));
    String last = path.removeLast();
    boolean ofManifest =
        field.endsWith("@")
            || SCHEMA.path("properties").has(path.isEmpty() ? last : path.getFirst());
    ObjectNode target = ofManifest ? manifest : (ObjectNode) manifest.at("/services/0");
    for (String step : path) {
      target = target.has(step) ? (ObjectNode) target.get(step) : Bases.part(step, target);
    }
    target.set(last, value);
  }
}
