package slipway.push.cli;

import java.io.PrintWriter;
import slipway.push.outcome.JsonText;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Prints a command's result: as lines for people, or as one JSON document.
final class Report {
  private final PrintWriter out;
  private final boolean json;

  Report(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  void print(String text, JsonNode document) {
    text(text);
    json(document);
  }

  /// The part of a result that is for people.
  void text(String text) {
    if (!json) {
      println(text);
    }
  }

  /// The whole of a result, for programs.
  void json(JsonNode document) {
    if (json) {
      println(JsonText.of(document));
    }
  }

  private void println(String text) {
    out.println(text);
    out.flush();
  }
}
