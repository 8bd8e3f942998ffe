package slipway.push.nomad;

import java.util.Collection;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The values that blocks are made of.
final class Tree {
  private static final long NANOSECONDS = 1_000_000_000;

  private Tree() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode texts(Collection<String> texts) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  static ArrayNode list(Collection<ObjectNode> blocks) {
    return JsonNodeFactory.instance.arrayNode().addAll(blocks);
  }

  /// The API takes durations in nanoseconds.
  static long seconds(long seconds) {
    return seconds * NANOSECONDS;
  }
}
