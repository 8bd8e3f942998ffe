package slipway.manifest;

/// Text from a document, made fit for a message on a terminal.
final class Quoted {
  private static final int LONGEST = 100;

  private Quoted() {}

  /// In double quotes, one line, cut where it is long.
  static String of(String text) {
    if (text.length() <= LONGEST) {
      return '"' + printable(text) + '"';
    }
    return '"' + printable(text.substring(0, LONGEST)) + "…\" (" + text.length() + " characters)";
  }

  /// Control characters, and others that change how a line is shown, as `\\uXXXX`.
  static String printable(String text) {
    if (text.chars().allMatch(character -> isPrintable((char) character))) {
      return text;
    }
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (isPrintable(character)) {
        escaped.append(character);
      } else {
        escaped.append("\\u%04X".formatted((int) character));
      }
    }
    return escaped.toString();
  }

  private static boolean isPrintable(char character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
