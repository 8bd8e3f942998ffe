package slipway.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The schema file as a whole, by changing the maximal manifest everywhere.
class ManifestSchemaTest {
  private static final JsonNode SCHEMA = Documents.MAPPER.readTree(ManifestSchema.bytes());
  private static final String MAXIMAL = "golden/maximal.json";

  private static List<Problem> problemsAfter(String pointer, JsonNode value) {
    ObjectNode changed = Documents.tree(MAXIMAL);
    Documents.put(changed, pointer, value);
    return Documents.problems(ManifestReader.read(changed));
  }

  private static List<String> pointers(List<Problem> problems) {
    return problems.stream().map(Problem::pointer).toList();
  }

  /// Where each object schema's values stand in the maximal manifest.
  private static final Map<String, String> OBJECTS =
      Map.of(
          "", "",
          "/$defs/freeze", "/freeze",
          "/$defs/service", "/services/0",
          "/$defs/artifact", "/services/0/artifact",
          "/$defs/exec", "/services/0/exec",
          "/$defs/http", "/services/0/http",
          "/$defs/health", "/services/0/health",
          "/$defs/systemd", "/services/0/systemd",
          "/$defs/hardening", "/services/0/hardening",
          "/$defs/deploy", "/services/0/deploy");

  @Test
  void theTableAboveNamesEveryObjectOfTheSchema() {
    Set<String> found = new TreeSet<>();
    Documents.walk(
        new Node(SCHEMA, ""),
        (pointer, value) -> {
          if (value.isObject() && value.has("properties") && value.has("type")) {
            found.add(pointer);
          }
        });
    assertEquals(new TreeSet<>(OBJECTS.keySet()), found);
  }

  @Test
  void everyRequiredFieldIsMissedWhereItIsTakenAway() {
    OBJECTS.forEach((schema, place) -> {
      for (JsonNode required : SCHEMA.at(schema).path("required")) {
        ObjectNode changed = Documents.tree(MAXIMAL);
        Documents.remove(changed, Node.below(place, required.stringValue()));
        assertTrue(
            Documents.problems(ManifestReader.read(changed))
                .contains(SchemaProblem.missing(place, required.stringValue())),
            place + " without " + required);
      }
    });
  }

  @Test
  void everyOptionalFieldMayBeLeftOut() {
    Set<String> needed = Set.of("/services/0/exec/user", "/services/0/http");
    OBJECTS.forEach((schema, place) -> {
      Set<String> required = new TreeSet<>();
      SCHEMA.at(schema).path("required").forEach(name -> required.add(name.stringValue()));
      for (String field : SCHEMA.at(schema).path("properties").propertyNames()) {
        String pointer = Node.below(place, field);
        if (!required.contains(field) && !needed.contains(pointer)) {
          ObjectNode changed = Documents.tree(MAXIMAL);
          Documents.remove(changed, pointer);
          assertEquals(List.of(), Documents.problems(ManifestReader.read(changed)), pointer);
        }
      }
    });
  }

  @Test
  void everyObjectRefusesAnUnknownFieldAndTakesOneThatStartsWithX() {
    for (String place : Documents.knownObjects(Documents.tree(MAXIMAL))) {
      String unknown = place + "/nonsense";
      assertEquals(List.of(unknown), pointers(problemsAfter(unknown, Documents.json("1"))));
      assertEquals(List.of(), problemsAfter(place + "/x-y", Documents.json("{\"z\": [1, null]}")));
    }
  }

  @Test
  void everyValueRefusesAnotherType() {
    List<String> places = new ArrayList<>();
    Documents.walk(
        new Node(Documents.tree(MAXIMAL), ""),
        (pointer, _) -> {
          if (!pointer.isEmpty() && !pointer.contains("/x-")) {
            places.add(pointer);
          }
        });
    assertTrue(places.size() > 80, places::toString);
    for (String place : places) {
      JsonNode found = Documents.tree(MAXIMAL).at(place);
      for (String other : List.of("null", "1.5", "\"\\u0007\"", "{\"a\": 1}", "[[]]")) {
        JsonNode value = Documents.json(other);
        if (found.isObject() == value.isObject()
            && found.isArray() == value.isArray()
            && found.isContainer()) {
          continue;
        }
        List<Problem> problems = problemsAfter(place, value);
        assertTrue(pointers(problems).contains(place), () -> place + " = " + other + problems);
        assertFalse(problems.toString().contains("what the schema says"), problems::toString);
      }
    }
  }

  @Test
  void everyPatternHasATitleThatSaysWhatIsWanted() {
    Documents.walk(
        new Node(SCHEMA, ""),
        (pointer, value) -> {
          if (value.isObject() && value.path("pattern").isString()) {
            assertTrue(value.path("title").isString(), pointer);
          }
        });
  }

  @Test
  void theDefaultsOfTheSchemaAreThoseOfTheRecords() {
    Service minimal = first(Documents.tree("golden/minimal.json"));
    int checked = 0;
    for (String section : List.of("exec", "http", "health", "systemd", "hardening", "deploy")) {
      ObjectNode properties = (ObjectNode) SCHEMA.at("/$defs/" + section + "/properties");
      for (Map.Entry<String, JsonNode> property : properties.properties()) {
        JsonNode otherwise = property.getValue().path("default");
        if (!otherwise.isMissingNode() && !section.equals("http")) {
          ObjectNode manifest = Documents.tree("golden/minimal.json");
          manifest.withObject("/services/0/" + section).set(property.getKey(), otherwise);
          assertEquals(minimal, first(manifest), section + "/" + property.getKey());
          checked++;
        }
      }
    }
    assertTrue(checked >= 20, "only " + checked);
    assertEquals(Http.DEFAULT_PATH, SCHEMA.at("/$defs/http/properties/path/default").asString());
    assertEquals(
        Http.DEFAULT_PORT_ENV, SCHEMA.at("/$defs/http/properties/portEnv/default").asString());
    assertFalse(SCHEMA.at("/$defs/http/properties/stripPath/default").asBoolean());
  }

  private static Service first(ObjectNode manifest) {
    return Documents.valid(ManifestReader.read(manifest)).services().getFirst();
  }

  @Test
  void aVeryLongValueIsRefusedQuicklyWhateverItIsMadeOf() {
    List<String> places = new ArrayList<>();
    Documents.walk(
        new Node(Documents.tree(MAXIMAL), ""),
        (pointer, value) -> {
          if (value.isString() && !pointer.contains("/x-") && !pointer.contains("/services/1")) {
            places.add(pointer);
          }
        });
    for (String piece : List.of("/a", "a.", "1 ")) {
      String value = piece.repeat(100_000 / piece.length()) + "!";
      for (String place : places) {
        ObjectNode changed = Documents.tree(MAXIMAL);
        Documents.put(changed, place, Documents.MAPPER.stringNode(value));
        assertTimeoutPreemptively(
            Duration.ofSeconds(5),
            () -> assertNotEquals(List.of(), Documents.problems(ManifestReader.read(changed))),
            () -> place + " with " + piece);
      }
    }
  }
}
