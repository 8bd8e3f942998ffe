package slipway.manifest;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Says in plain words what the validator found. The words for what was wanted are the `title` that
/// stands beside a `pattern` in the schema file.
final class SchemaProblem {
  private static final Pattern SECRET = Pattern.compile("/services/\\d+/(env|exec/args)/.*");

  private SchemaProblem() {}

  static Problem missing(String pointer, String field) {
    return new Problem(pointer, "the field " + Quoted.of(field) + " is missing");
  }

  /// @param schema the whole schema file
  static Problem of(Error error, JsonNode schema) {
    String pointer = pointer(error.getInstanceLocation());
    JsonNode found = error.getInstanceNode();
    JsonNode wanted = error.getSchemaNode();
    JsonNode around = at(schema, error.getSchemaLocation().getFragment().getParent());
    String field = String.valueOf(error.getProperty());
    return switch (error.getKeyword()) {
      case "required" -> missing(pointer, field);
      case "additionalProperties" ->
          new Problem(
              Node.below(pointer, field),
              unknown(field, around.path("properties").propertyNames()));
      case "propertyNames" ->
          new Problem(
              Node.below(pointer, field),
              "found the name %s, wanted %s"
                  .formatted(Quoted.of(field), title(dereferenced(wanted, schema))));
      case "minimum" -> new Problem(pointer, text(found) + " is less than " + text(wanted));
      case "maximum" -> new Problem(pointer, text(found) + " is more than " + text(wanted));
      case "maxLength" ->
          new Problem(
              pointer,
              "%d characters, wanted at most %s"
                  .formatted(found.asString("").length(), text(wanted)));
      case "minLength" -> new Problem(pointer, "found an empty text, wanted some");
      case "minItems" ->
          new Problem(pointer, "found an empty list, wanted %s or more".formatted(text(wanted)));
      case "maxItems" -> tooMany(pointer, found, wanted, "elements");
      case "maxProperties" -> tooMany(pointer, found, wanted, "fields");
      case "uniqueItems" -> new Problem(pointer, repeated(found));
      default -> mismatch(error.getKeyword(), pointer, found, wanted, around);
    };
  }

  private static Problem mismatch(
      String keyword, String pointer, JsonNode found, JsonNode wanted, JsonNode around) {
    String expected =
        switch (keyword) {
          case "type" -> kind(wanted.asString());
          case "const" -> text(wanted);
          case "enum" -> oneOf(found, wanted);
          case "pattern" -> title(around);
          default -> "what the schema says with " + keyword;
        };
    return new Problem(
        pointer,
        "found %s, wanted %s"
            .formatted(
                SECRET.matcher(pointer).matches() ? kind(found) : text(found),
                found.isNull() ? expected + "; leave the field out for its default" : expected));
  }

  private static String unknown(String field, Collection<String> known) {
    return Spelling.closest(field, known)
        .map(name -> "unknown field; did you mean " + Quoted.of(name) + "?")
        .orElse(
            "unknown field; known here are %s, and your own that start with x-"
                .formatted(String.join(", ", known)));
  }

  private static String oneOf(JsonNode found, JsonNode wanted) {
    String all =
        wanted
            .valueStream()
            .map(SchemaProblem::text)
            .collect(Collectors.joining(", ", "one of ", ""));
    List<String> names =
        wanted.valueStream().filter(JsonNode::isString).map(JsonNode::stringValue).toList();
    return all + (found.isString() ? Spelling.hint(found.stringValue(), names) : "");
  }

  private static Problem tooMany(String pointer, JsonNode found, JsonNode wanted, String what) {
    return new Problem(
        pointer, "%d %s, wanted at most %s".formatted(found.size(), what, text(wanted)));
  }

  private static String repeated(JsonNode found) {
    Set<JsonNode> seen = new HashSet<>();
    Set<String> twice = new LinkedHashSet<>();
    for (JsonNode item : found) {
      if (!seen.add(item) && twice.size() < 5) {
        twice.add(text(item));
      }
    }
    return "found %s more than once, wanted each once".formatted(String.join(", ", twice));
  }

  private static String text(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> Quoted.of(value.stringValue());
      case NUMBER, BOOLEAN -> value.asString();
      case ARRAY, OBJECT, NULL, MISSING, BINARY, POJO -> kind(value);
    };
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      case NULL -> "null";
      case MISSING, BINARY, POJO -> "nothing";
    };
  }

  private static String kind(String type) {
    return switch (type) {
      case "string" -> "a text in quotes";
      case "integer" -> "a whole number";
      case "boolean" -> "true or false";
      case "array" -> "a list in [ ]";
      case "object" -> "an object in { }";
      default -> type;
    };
  }

  private static String title(JsonNode schema) {
    return schema.path("title").asString("what the schema says");
  }

  private static JsonNode dereferenced(JsonNode schema, JsonNode root) {
    String reference = schema.path("$ref").asString("");
    return reference.isEmpty() ? schema : root.at(reference.substring(1));
  }

  private static String pointer(NodePath path) {
    StringBuilder pointer = new StringBuilder();
    for (int i = 0; i < path.getNameCount(); i++) {
      pointer.append('/').append(Node.escaped(path.getName(i)));
    }
    return pointer.toString();
  }

  private static JsonNode at(JsonNode schema, NodePath path) {
    return schema.at(pointer(path));
  }
}
