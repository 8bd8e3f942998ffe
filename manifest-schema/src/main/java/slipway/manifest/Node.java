package slipway.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A place in a document that may hold something, or something of the wrong type, or nothing: the
/// schema tells about the wrong type, so here it counts as nothing.
record Node(JsonNode json, String pointer) {
  Node at(String field) {
    return new Node(json.path(field), below(pointer, field));
  }

  /// The pointer of a field of the object at `pointer` (RFC 6901).
  static String below(String pointer, String field) {
    return pointer + "/" + escaped(field);
  }

  static String escaped(String field) {
    return field.replace("~", "~0").replace("/", "~1");
  }

  boolean isPresent() {
    return !json.isMissingNode();
  }

  Optional<String> text() {
    return json.stringValueOpt();
  }

  @Nullable String textOrNull() {
    return json.stringValue(null);
  }

  String text(String otherwise) {
    return json.isString() ? json.stringValue() : otherwise;
  }

  int number(int otherwise) {
    return json.intValue(otherwise);
  }

  @Nullable Integer numberOrNull() {
    return json.isNumber() && json.intValueOpt().isPresent() ? (Integer) json.intValue() : null;
  }

  boolean flag(boolean otherwise) {
    return json.booleanValue(otherwise);
  }

  /// The constant of this text; a JSON boolean stands for `yes` or `no`.
  <E extends Enum<E> & Named> E constant(Class<E> type, E otherwise) {
    String text = json.isBoolean() ? (json.booleanValue() ? "yes" : "no") : text("");
    for (E constant : type.getEnumConstants()) {
      if (constant.text().equals(text)) {
        return constant;
      }
    }
    return otherwise;
  }

  List<Node> items() {
    List<Node> items = new ArrayList<>();
    if (json.isArray()) {
      for (JsonNode item : json) {
        items.add(new Node(item, pointer + "/" + items.size()));
      }
    }
    return items;
  }

  List<String> texts() {
    return json.isArray()
        ? json.valueStream().flatMap(item -> item.stringValueOpt().stream()).toList()
        : List.of();
  }

  Map<String, String> textMap() {
    Map<String, String> texts = new LinkedHashMap<>();
    if (json.isObject()) {
      json.forEachEntry((key, value) -> value.stringValueOpt().ifPresent(v -> texts.put(key, v)));
    }
    return texts;
  }

  <T> @Nullable T ifPresent(Function<Node, T> read) {
    return isPresent() ? read.apply(this) : null;
  }

  Problem problem(String message) {
    return new Problem(pointer, message);
  }
}
