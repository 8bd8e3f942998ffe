package slipway.manifest;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A JSON object whose keys stand in the order of the calls and which leaves out whatever holds
/// anyway.
final class CanonicalObject {
  private final ObjectNode json = JsonNodeFactory.instance.objectNode();

  CanonicalObject text(String key, @Nullable String value) {
    if (value != null) {
      json.put(key, value);
    }
    return this;
  }

  CanonicalObject text(String key, String value, String otherwise) {
    return text(key, value.equals(otherwise) ? null : value);
  }

  CanonicalObject number(String key, @Nullable Integer value) {
    if (value != null) {
      json.put(key, value);
    }
    return this;
  }

  CanonicalObject number(String key, int value, int otherwise) {
    return number(key, value == otherwise ? null : (Integer) value);
  }

  CanonicalObject flag(String key, boolean value, boolean otherwise) {
    if (value != otherwise) {
      json.put(key, value);
    }
    return this;
  }

  <E extends Enum<E> & Named> CanonicalObject constant(String key, E value, E otherwise) {
    return value == otherwise ? this : text(key, value.text());
  }

  /// A constant whose `yes` and `no` are JSON's booleans.
  <E extends Enum<E> & Named> CanonicalObject flagOrConstant(String key, E value, E otherwise) {
    if (value == otherwise) {
      return this;
    }
    return switch (value.text()) {
      case "yes" -> flag(key, true, false);
      case "no" -> flag(key, false, true);
      default -> text(key, value.text());
    };
  }

  CanonicalObject texts(String key, Collection<String> values) {
    return values.isEmpty() ? this : list(key, values);
  }

  /// Written even where it is empty.
  CanonicalObject list(String key, Collection<String> values) {
    values.forEach(json.putArray(key)::add);
    return this;
  }

  CanonicalObject texts(String key, Map<String, String> values) {
    if (!values.isEmpty()) {
      values.forEach(json.putObject(key)::put);
    }
    return this;
  }

  CanonicalObject object(String key, CanonicalObject value) {
    if (!value.json.isEmpty()) {
      json.set(key, value.json);
    }
    return this;
  }

  ObjectNode json() {
    return json;
  }
}
