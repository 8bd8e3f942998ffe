package slipway.push.nomad;

import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Writes values as a Nix expression that evaluates to them.
final class NixText {
  private static final Pattern PLAIN_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_-]*");
  private static final Set<String> KEYWORDS =
      Set.of("assert", "else", "if", "in", "inherit", "let", "or", "rec", "then", "with");

  private NixText() {}

  static String of(JsonNode value) {
    return of(value, "\n");
  }

  /// @param margin a line's end, and how far the next one is indented
  private static String of(JsonNode value, String margin) {
    String inner = margin + "  ";
    if (value.isObject()) {
      StringJoiner set = new StringJoiner(inner, "{" + inner, margin + "}").setEmptyValue("{ }");
      value
          .properties()
          .forEach(
              entry -> set.add(name(entry.getKey()) + " = " + of(entry.getValue(), inner) + ";"));
      return set.toString();
    }
    if (value.isArray()) {
      StringJoiner list = new StringJoiner(inner, "[" + inner, margin + "]").setEmptyValue("[ ]");
      value.forEach(element -> list.add(element(element, inner)));
      return list.toString();
    }
    return value.isString() ? string(value.asString()) : value.toString();
  }

  /// Elements stand side by side, so a sign would apply to what stands before it.
  private static String element(JsonNode value, String margin) {
    String text = of(value, margin);
    return text.startsWith("-") ? "(" + text + ")" : text;
  }

  private static String name(String name) {
    return PLAIN_NAME.matcher(name).matches() && !KEYWORDS.contains(name) ? name : string(name);
  }

  /// A string has no line ends of its own: Nix would read a carriage return as a newline.
  private static String string(String text) {
    return '"'
        + text.replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("${", "\\${")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\t", "\\t")
        + '"';
  }
}
