package slipway.manifest;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// What no string, key or number may hold anywhere in a document, `x-…` keys included.
///
/// @param texts strings and keys that would break a line of a unit, of a log or of a terminal
/// @param numbers those out of range; a document with one must not reach the validator, which ends
///   with an exception on them
/// @param limit how many of each are told
record TreeScan(List<Problem> texts, List<Problem> numbers, int limit) {
  static TreeScan of(JsonNode root, int limit) {
    TreeScan scan = new TreeScan(new ArrayList<>(), new ArrayList<>(), limit);
    scan.visit(new Node(root, ""));
    return scan;
  }

  /// Recursion is bounded by [Json#DEEPEST].
  private void visit(Node node) {
    switch (node.json().getNodeType()) {
      case STRING -> text(node.json().stringValue(), node.pointer(), "");
      case NUMBER -> number(node);
      case ARRAY -> {
        int index = 0;
        for (JsonNode item : node.json()) {
          visit(new Node(item, node.pointer() + "/" + index++));
        }
      }
      case OBJECT -> {
        for (String key : node.json().propertyNames()) {
          text(key, node.at(key).pointer(), "in the field's name, ");
          visit(node.at(key));
        }
      }
      case BOOLEAN, NULL, MISSING, BINARY, POJO -> {}
    }
  }

  private void text(String text, String pointer, String where) {
    OptionalInt place =
        IntStream.range(0, text.length()).filter(i -> isRefused(text, i)).findFirst();
    if (place.isPresent() && texts.size() < limit) {
      texts.add(
          new Problem(
              pointer,
              "%scharacter %d is U+%04X, wanted printable text"
                  .formatted(where, place.getAsInt() + 1, (int) text.charAt(place.getAsInt()))));
    }
  }

  private static boolean isRefused(String text, int index) {
    char character = text.charAt(index);
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      case Character.SURROGATE -> !isPaired(text, index);
      case Character.FORMAT -> turnsDirection(character);
      default -> false;
    };
  }

  private static boolean isPaired(String text, int index) {
    return Character.isHighSurrogate(text.charAt(index))
        ? index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1))
        : index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
  }

  /// Bidirectional overrides, which make a reviewer see another text than the one that runs.
  private static boolean turnsDirection(char character) {
    return (character >= '\u202A' && character <= '\u202E')
        || (character >= '\u2066' && character <= '\u2069');
  }

  private void number(Node node) {
    BigDecimal value = node.json().decimalValue();
    // Digits before the point, found without writing them out: 1e999999999 is a short text.
    long magnitude = (long) value.precision() - value.scale();
    if ((magnitude > 15 || value.scale() > 40) && numbers.size() < limit) {
      numbers.add(node.problem("a number out of range, wanted at most 15 digits"));
    }
  }
}
