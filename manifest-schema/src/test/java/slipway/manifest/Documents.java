package slipway.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The documents under `src/test/resources`, and changes to them.
final class Documents {
  /// Reads and writes what a manifest may hold as [JsonTree] does.
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Documents() {}

  static byte[] bytes(String name) {
    try (InputStream file = Documents.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new AssertionError("no such document: " + name);
      }
      return file.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static ObjectNode tree(String name) {
    return (ObjectNode) MAPPER.readTree(bytes(name));
  }

  static JsonNode json(String text) {
    return MAPPER.readTree(text);
  }

  /// Puts `value` at the pointer of an existing object or array.
  static void put(JsonNode root, String pointer, JsonNode value) {
    JsonPointer place = JsonPointer.compile(pointer);
    switch (root.at(place.head())) {
      case ObjectNode object -> object.set(place.last().getMatchingProperty(), value);
      case ArrayNode array -> array.set(place.last().getMatchingIndex(), value);
      case JsonNode other -> throw new AssertionError("nothing to put into at " + place + other);
    }
  }

  static void remove(JsonNode root, String pointer) {
    JsonPointer place = JsonPointer.compile(pointer);
    ((ObjectNode) root.at(place.head())).remove(place.last().getMatchingProperty());
  }

  /// Every value in the tree with its pointer, the root first.
  static void walk(Node node, BiConsumer<String, JsonNode> visitor) {
    visitor.accept(node.pointer(), node.json());
    node.items().forEach(item -> walk(item, visitor));
    if (node.json().isObject()) {
      node.json().propertyNames().forEach(key -> walk(node.at(key), visitor));
    }
  }

  /// The pointers of all objects whose fields the format knows.
  static List<String> knownObjects(JsonNode root) {
    List<String> pointers = new ArrayList<>();
    walk(
        new Node(root, ""),
        (pointer, value) -> {
          if (value.isObject() && !pointer.contains("/x-") && !pointer.endsWith("/env")) {
            pointers.add(pointer);
          }
        });
    return pointers;
  }

  static List<Problem> problems(Reading reading) {
    return switch (reading) {
      case Reading.Valid _ -> List.of();
      case Reading.Invalid(List<Problem> problems) -> problems;
    };
  }

  static Manifest valid(Reading reading) {
    return switch (reading) {
      case Reading.Valid(Manifest manifest) -> manifest;
      case Reading.Invalid(List<Problem> problems) -> throw new AssertionError(problems);
    };
  }
}
