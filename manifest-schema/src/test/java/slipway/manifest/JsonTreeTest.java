package slipway.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An `ObjectMapper` reads and writes the same.
class JsonTreeTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final long SEED =
      Long.getLong("slipway.seed", ThreadLocalRandom.current().nextLong());

  private Random random = new Random();

  @RepeatedTest(20)
  void itReadsAndWritesWhatAMapperDoes(RepetitionInfo repetition) {
    random = new Random(SEED + repetition.getCurrentRepetition());
    JsonNode tree = object(5);
    byte[] text = Documents.MAPPER.writeValueAsBytes(tree);
    String seed = "-Dslipway.seed=" + SEED;

    assertEquals(Documents.MAPPER.readTree(text), JsonTree.read(text), seed);
    assertEquals(new String(text, UTF_8), new String(JsonTree.compact(tree), UTF_8), seed);
    assertArrayEquals(text, JsonTree.compact(JsonTree.read(text)), seed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "2147483648",
        "123456789012345678901234567890",
        "1.50",
        "1e3",
        "-0.0",
        "true",
        "null",
        "\"\\u0000\\\"\\\\/\\ud83d\\ude00é\"",
        " [ 1 , [ ] , { } , { \"a\" : [ null ] } ] ",
        "{\"a\":1,\"b\":{\"a\":1}}"
      })
  void oneValue(String text) {
    JsonNode tree = Documents.MAPPER.readTree(text);

    assertEquals(tree, JsonTree.read(text.getBytes(UTF_8)));
    assertArrayEquals(Documents.MAPPER.writeValueAsBytes(tree), JsonTree.compact(tree));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n"})
  void nothingIsAMissingNode(String text) {
    assertTrue(JsonTree.read(text.getBytes(UTF_8)).isMissingNode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[1,]",
        "{\"a\"}",
        "1 2",
        "{} x",
        "]",
        "\"",
        "nul",
        "[\"\u0001\"]",
        "{\"a\":1e99999999999}",
        "1e-99999999999"
      })
  void whatIsNotOneValueIsRefused(String text) {
    assertThrows(JacksonException.class, () -> JsonTree.read(text.getBytes(UTF_8)));
  }

  @Test
  void nestingHasAnEnd() {
    byte[] deep = "[".repeat(100_000).getBytes(UTF_8);
    assertThrows(JacksonException.class, () -> JsonTree.read(deep));
  }

  @Test
  void ofAKeyThatComesTwiceTheLastCounts() {
    assertEquals(2, JsonTree.read("{\"a\":1,\"a\":2}".getBytes(UTF_8)).required("a").intValue());
  }

  private JsonNode tree(int depth) {
    int kind = random.nextInt(depth > 0 ? 10 : 8);
    return switch (kind) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2 -> NODES.numberNode(random.nextInt());
      case 3 -> NODES.numberNode(random.nextLong());
      case 4 -> NODES.numberNode(new BigInteger(100, random));
      case 5 -> NODES.numberNode(new BigDecimal(new BigInteger(60, random), random.nextInt(20)));
      case 6, 7 -> NODES.stringNode(text());
      case 8 -> array(depth - 1);
      default -> object(depth - 1);
    };
  }

  private ArrayNode array(int depth) {
    ArrayNode array = NODES.arrayNode();
    for (int i = random.nextInt(6); i > 0; i--) {
      array.add(tree(depth));
    }
    return array;
  }

  private ObjectNode object(int depth) {
    ObjectNode object = NODES.objectNode();
    for (int i = random.nextInt(6); i > 0; i--) {
      object.set(text(), tree(depth));
    }
    return object;
  }

  private String text() {
    int[] rare = {0x2028, 0x2029, 0xfffe, 0xffff, 0x1f600, 0x10ffff};
    return random
        .ints(random.nextInt(12), 0, 0x250)
        .map(c -> random.nextInt(20) == 0 ? rare[random.nextInt(rare.length)] : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
