package slipway.manifest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;

/// Bytes from anywhere to a JSON tree, bounded and strict: UTF-8, one value, no key twice.
final class JsonText {
  static final int LARGEST = 1 << 20;

  /// Deeper than any manifest; what lies in `x-…` keys is bounded by it too.
  private static final int DEEPEST = 32;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxNumberLength(40).build())
          .build();

  /// Either the tree or why there is none.
  sealed interface Parsed {
    record Tree(JsonNode root) implements Parsed {}

    record Unreadable(Problem problem) implements Parsed {
      List<Problem> problems() {
        return List.of(problem);
      }
    }
  }

  private JsonText() {}

  static Parsed parse(byte[] document) {
    if (document.length > LARGEST) {
      return unreadable("", "%d bytes, wanted at most %d".formatted(document.length, LARGEST));
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString();
    } catch (CharacterCodingException _) {
      return unreadable("", "not UTF-8 text, wanted a JSON object in UTF-8");
    }
    if (text.startsWith("\uFEFF")) {
      return unreadable("", "starts with a byte order mark, wanted plain UTF-8");
    }
    if (text.isBlank()) {
      return unreadable("", "empty, wanted a JSON object");
    }
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      try {
        return new Parsed.Tree(JsonTree.only(parser));
      } catch (JacksonException broken) {
        String pointer = parser.streamReadContext().pathAsPointer().toString();
        return unreadable(pointer, lineAndColumn(broken.getLocation()) + explain(broken));
      }
    }
  }

  private static Parsed unreadable(String pointer, String message) {
    return new Parsed.Unreadable(new Problem(pointer, message));
  }

  /// Jackson knows no place where one of its bounds was passed.
  private static String lineAndColumn(@Nullable TokenStreamLocation location) {
    return location == null
        ? ""
        : "line %d, column %d: ".formatted(location.getLineNr(), location.getColumnNr());
  }

  /// Jackson's own words where they cannot hold a piece of the document, which may be secret.
  private static String explain(JacksonException broken) {
    String message = String.valueOf(broken.getOriginalMessage());
    if (message.startsWith("Duplicate")) {
      return "this field is written twice, wanted once";
    }
    if (message.startsWith("Trailing token")) {
      return "more text after the JSON object";
    }
    if (message.contains("nesting depth")) {
      return "nested deeper than " + DEEPEST + " levels";
    }
    if (message.startsWith("Number value length")) {
      return "a number of more than 40 digits";
    }
    if (message.equals(JsonTree.LARGE_EXPONENT)) {
      return message;
    }
    if (message.startsWith("Unexpected end-of-input")) {
      return "not JSON: the text ends in the middle";
    }
    if (message.startsWith("Illegal unquoted character")) {
      return "a control character inside a string, wanted printable text";
    }
    if (message.startsWith("Unexpected character")) {
      return "not JSON: " + Quoted.printable(message);
    }
    return "not JSON";
  }
}
