package slipway.manifest;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// JSON as a tree, without an `ObjectMapper`: what one is made of is initialized at each start and
/// takes longer than reading all that a pass reads. Numbers come out as they went in.
public final class JsonTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonFactory LENIENT = new JsonFactory();

  /// In the exception that such a number leads to.
  static final String LARGE_EXPONENT = "a number whose exponent is too large";

  private JsonTree() {}

  /// What a program wrote: where a key comes twice, the last one counts.
  ///
  /// @throws tools.jackson.core.JacksonException where it is not one value of JSON
  public static JsonNode read(byte[] document) {
    return read(LENIENT, document);
  }

  /// What comes from elsewhere, as far as the factory allows it.
  ///
  /// @throws tools.jackson.core.JacksonException where it is not one value of JSON, or the factory
  ///   allows less
  public static JsonNode read(JsonFactory factory, String document) {
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), document)) {
      return only(parser);
    }
  }

  /// The same of bytes.
  public static JsonNode read(JsonFactory factory, byte[] document) {
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), document)) {
      return only(parser);
    }
  }

  /// A parser of what [#read(byte[])] reads, to go through piece by piece.
  public static JsonParser parser(byte[] document) {
    return LENIENT.createParser(ObjectReadContext.empty(), document);
  }

  /// The one value that comes next, after which nothing else does. Of an empty document a
  /// `MissingNode`.
  static JsonNode only(JsonParser parser) {
    if (parser.nextToken() == null) {
      return NODES.missingNode();
    }
    JsonNode tree = next(parser);
    JsonToken trailing = parser.nextToken();
    if (trailing != null) {
      throw new StreamReadException(
          parser, "Trailing token (of type " + trailing + ") found after value");
    }
    return tree;
  }

  /// The value whose first token the parser stands at; then it stands at the last.
  public static JsonNode next(JsonParser parser) {
    JsonToken first = parser.currentToken();
    if (first == null) {
      throw new StreamReadException(parser, "There is no value");
    }
    return switch (first) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> NODES.stringNode(parser.getString());
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> decimal(parser);
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      default -> throw new StreamReadException(parser, "No value begins with " + first);
    };
  }

  private static ObjectNode object(JsonParser parser) {
    ObjectNode object = NODES.objectNode();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      object.set(name, next(parser));
    }
    return object;
  }

  private static ArrayNode array(JsonParser parser) {
    ArrayNode array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(next(parser));
    }
    return array;
  }

  private static JsonNode decimal(JsonParser parser) {
    try {
      return NODES.numberNode(parser.getDecimalValue());
    } catch (NumberFormatException _) {
      // Jackson lets BigDecimal's own refusal through.
      throw new StreamReadException(parser, LARGE_EXPONENT);
    }
  }

  private static JsonNode integer(JsonParser parser) {
    return switch (parser.getNumberType()) {
      case INT -> NODES.numberNode(parser.getIntValue());
      case LONG -> NODES.numberNode(parser.getLongValue());
      default -> NODES.numberNode(parser.getBigIntegerValue());
    };
  }

  /// Without a space, in UTF-8.
  ///
  /// @param tree no `MissingNode`, and none in it
  public static byte[] compact(JsonNode tree) {
    return write(tree, ObjectWriteContext.empty());
  }

  /// As `printer` has it, in UTF-8.
  public static byte[] printed(JsonNode tree, PrettyPrinter printer) {
    return write(
        tree,
        new ObjectWriteContext.Base() {
          @Override
          public boolean hasPrettyPrinter() {
            return true;
          }

          @Override
          public PrettyPrinter getPrettyPrinter() {
            return printer;
          }
        });
  }

  private static byte[] write(JsonNode tree, ObjectWriteContext context) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator generator = LENIENT.createGenerator(context, bytes, JsonEncoding.UTF8)) {
      write(tree, generator);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonNode tree, JsonGenerator generator) {
    if (tree instanceof ObjectNode object) {
      generator.writeStartObject();
      object.forEachEntry((name, value) -> {
        generator.writeName(name);
        write(value, generator);
      });
      generator.writeEndObject();
    } else if (tree instanceof ArrayNode array) {
      generator.writeStartArray();
      array.forEach(element -> write(element, generator));
      generator.writeEndArray();
    } else {
      value(tree, generator);
    }
  }

  private static void value(JsonNode value, JsonGenerator generator) {
    switch (value.getNodeType()) {
      case STRING -> generator.writeString(value.stringValue());
      case BOOLEAN -> generator.writeBoolean(value.booleanValue());
      case NULL -> generator.writeNull();
      case NUMBER -> number(value, generator);
      default -> throw new IllegalArgumentException("no JSON: " + value.getNodeType());
    }
  }

  private static void number(JsonNode number, JsonGenerator generator) {
    switch (number.numberType()) {
      case INT -> generator.writeNumber(number.intValue());
      case LONG -> generator.writeNumber(number.longValue());
      case BIG_INTEGER -> generator.writeNumber(number.bigIntegerValue());
      case FLOAT -> generator.writeNumber(number.floatValue());
      case DOUBLE -> generator.writeNumber(number.doubleValue());
      case BIG_DECIMAL -> generator.writeNumber(number.decimalValue());
    }
  }
}
