package slipway.cache.settings;

import slipway.manifest.JsonTree;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The JSON of a settings file, read without leniency.
final class SettingsJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private SettingsJson() {}

  static SettingsObject parse(byte[] json, String fileName) {
    Problems problems = Problems.of(fileName);
    try {
      JsonNode parsed = JsonTree.read(FACTORY, json);
      if (parsed instanceof ObjectNode object) {
        return new SettingsObject(object, "", problems);
      }
      problems.add("", json.length == 0 ? "is empty; wanted a JSON object" : "not a JSON object");
    } catch (JacksonException e) {
      problems.add("", "not JSON" + where(e.getLocation()) + ": " + e.getOriginalMessage());
    }
    return new SettingsObject(JsonNodeFactory.instance.objectNode(), "", problems.muted());
  }

  private static String where(TokenStreamLocation location) {
    return location == null
        ? ""
        : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }
}
