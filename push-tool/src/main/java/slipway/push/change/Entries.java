package slipway.push.change;

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
    for (JsonNode entry : MAPPER.readTree(manifest).path("services")) {
      if (entry instanceof ObjectNode object && object.path("name").asString("").equals(service)) {
        return Optional.of(object);
      }
    }
    return Optional.empty();
  }
}
