package slipway.push.nomad;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Values that a field of the schema allows.
final class Samples {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /// Texts of which the schema asks more than a length, by definition or by field.
  private static final Map<String, List<String>> TEXTS =
      Map.ofEntries(
          Map.entry("absolutePath", List.of("/srv/other")),
          Map.entry("account", List.of("other", "root")),
          Map.entry("artifact.storePath", List.of("/nix/store/" + "1".repeat(32) + "-other")),
          Map.entry("capabilities", List.of("CAP_KILL", "CAP_SYS_ADMIN")),
          Map.entry("command", List.of("other")),
          Map.entry("domain", List.of("other.example.org", "*.example.org")),
          Map.entry("envName", List.of("OTHER")),
          Map.entry("hostName", List.of("other")),
          Map.entry("instant", List.of("2026-01-02T10:00:00Z")),
          Map.entry("person", List.of("other")),
          Map.entry("requestPath", List.of("/other?a=b")),
          Map.entry("routePath", List.of("/other")),
          Map.entry("serviceName", List.of("other", "alloc", "dash-")),
          Map.entry("storePath", List.of("/nix/store/" + "1".repeat(32) + "-other")),
          Map.entry("systemd.cpuQuota", List.of("50%", "100%")),
          Map.entry("systemd.memoryMax", List.of("1", "1M", "64M", "2G", "1T", "50%", "infinity")),
          Map.entry("systemd.timer", List.of("weekly", "*-*~1", "daily UTC")),
          Map.entry("hardening.stateDirectory", List.of("other/state")),
          Map.entry("unitName", List.of("other.service")));

  private Samples() {}

  static List<JsonNode> texts(String... texts) {
    return Stream.of(texts).<JsonNode>map(JSON::stringNode).toList();
  }

  static List<JsonNode> of(String field, JsonNode written, JsonNode resolved) {
    List<JsonNode> values = new ArrayList<>();
    if (resolved.has("enum")) {
      resolved.get("enum").forEach(values::add);
    } else {
      switch (resolved.path("type").asString()) {
        case "boolean" -> Stream.of(true, false).map(JSON::booleanNode).forEach(values::add);
        case "integer" -> integers(field, resolved, values);
        case "string" -> values.addAll(texts(field, written, resolved));
        case "array" -> lists(field, resolved, values);
        case "object" -> values.add(JSON.objectNode().put("OTHER", "value"));
        default -> throw new AssertionError("no sample of " + field + ": " + resolved);
      }
    }
    return values;
  }

  private static void integers(String field, JsonNode schema, List<JsonNode> values) {
    int least = schema.path("minimum").asInt();
    int most = schema.path("maximum").asInt();
    int fallback = schema.path("default").asInt(-1);
    Stream.of(least, most, (least + most) / 2)
        .filter(number -> number != fallback)
        // Draining for no time at all is draining for a second.
        .filter(number -> !(field.equals("deploy.drainSec") && number == 0))
        .forEach(number -> values.add(JSON.numberNode(number)));
  }

  private static void lists(String field, JsonNode schema, List<JsonNode> values) {
    JsonNode items = schema.path("items");
    if (items.isMissingNode()) {
      items = JSON.objectNode();
    }
    String name = field.substring(field.lastIndexOf('.') + 1);
    List<JsonNode> samples =
        TEXTS.containsKey(name) ? texts(TEXTS.get(name)) : texts(field, items, items);
    samples.forEach(one -> values.add(JSON.arrayNode().add(one)));
  }

  private static List<JsonNode> texts(String field, JsonNode written, JsonNode resolved) {
    String reference = written.path("$ref").asString("");
    String definition = reference.substring(reference.lastIndexOf('/') + 1);
    if (TEXTS.containsKey(definition)) {
      return texts(TEXTS.get(definition));
    }
    if (TEXTS.containsKey(field)) {
      return texts(TEXTS.get(field));
    }
    if (resolved.has("pattern") || !reference.isEmpty()) {
      throw new AssertionError("give a sample of " + field + ": " + resolved);
    }
    return texts("some other text", "${HOME}");
  }

  private static List<JsonNode> texts(List<String> texts) {
    return texts(texts.toArray(String[]::new));
  }
}
