package slipway.e2e.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import slipway.manifest.ManifestReader;
import slipway.manifest.ManifestSchema;
import slipway.manifest.Reading;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ManifestReferenceTest {
  private static final String PATH = "docs/reference/manifest.md";
  private static final JsonNode SCHEMA = JsonMapper.shared().readTree(ManifestSchema.bytes());

  @Test
  void everyObjectOfTheSchemaIsATableWithExactlyItsFields() throws Exception {
    Document reference = Document.read(PATH);
    for (Map.Entry<String, JsonNode> object : objects().entrySet()) {
      assertEquals(
          new TreeSet<>(object.getValue().get("properties").propertyNames()),
          new TreeSet<>(reference.rows(object.getKey()).keySet()),
          object.getKey());
    }
  }

  @Test
  void requiredFieldsAndDefaultsAreThoseOfTheSchema() throws Exception {
    Document reference = Document.read(PATH);
    for (Map.Entry<String, JsonNode> object : objects().entrySet()) {
      Map<String, String> rows = reference.rows(object.getKey());
      Set<String> required =
          object
              .getValue()
              .path("required")
              .valueStream()
              .map(JsonNode::asString)
              .collect(Collectors.toSet());
      for (var field : object.getValue().get("properties").properties()) {
        String said = rows.get(field.getKey());
        String where = object.getKey() + "." + field.getKey() + ": " + said;
        assertEquals(required.contains(field.getKey()), said.contains("*required*"), where);
        JsonNode fallback = field.getValue().get("default");
        assertEquals(fallback != null, said.contains("[`"), where);
        if (fallback != null) {
          String text = fallback.isString() ? fallback.asString() : fallback.toString();
          assertTrue(said.contains("[`" + text + "`]"), where + ", wanted " + text);
        }
      }
    }
  }

  @Test
  void itsExampleIsAManifest() throws Exception {
    String example = Document.read(PATH).json("The manifest, version 1").getFirst();
    assertInstanceOf(Reading.Valid.class, ManifestReader.read(example.getBytes(UTF_8)));
  }

  /// By the heading under which they are described.
  private static Map<String, JsonNode> objects() {
    Map<String, JsonNode> objects = new TreeMap<>();
    objects.put("The document", SCHEMA);
    for (var definition : SCHEMA.get("$defs").properties()) {
      if (definition.getValue().has("properties")) {
        String name = definition.getKey();
        objects.put(name.equals("service") ? "A service" : name, definition.getValue());
      }
    }
    return objects;
  }
}
