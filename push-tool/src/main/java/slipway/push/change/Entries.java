package slipway.push.change;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The services of a manifest as they are written, `x-…` keys included.
final class Entries {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private Entries() {}

  /// @param manifest validated before
  static Optional<ObjectNode> find(byte[] manifest, String service) {
    return Optional.ofNullable(all(manifest).get(service));
  }

  /// By their names, in the order of the manifest.
  ///
  /// @param manifest validated before
  static Map<String, ObjectNode> all(byte[] manifest) {
    Map<String, ObjectNode> entries = new LinkedHashMap<>();
    for (JsonNode entry : MAPPER.readTree(manifest).path("services")) {
      if (entry instanceof ObjectNode object) {
        entries.put(object.path("name").asString(""), object);
      }
    }
    return entries;
  }
}
