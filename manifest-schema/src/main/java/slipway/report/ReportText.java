package slipway.report;

import java.util.regex.Pattern;

/// Text of people and programs, made fit for one line of a terminal: a report's writer and its
/// reader both pass everything through here, because neither can count on the other.
public final class ReportText {
  /// Of a sentence, in characters.
  public static final int LONGEST_MESSAGE = 1_000;

  /// Of a name or a version, in characters.
  public static final int LONGEST_LINE = 200;

  /// Colours and movements (ECMA-48), of which only the letters would be left.
  private static final Pattern TERMINAL_SEQUENCE =
      Pattern.compile("(\u001B\\[|\u009B)[0-?]{0,32}[ -/]{0,4}[@-~]?");

  private ReportText() {}

  public static String message(String text) {
    return clean(text, LONGEST_MESSAGE);
  }

  public static String line(String text) {
    return clean(text, LONGEST_LINE);
  }

  /// Without terminal sequences, control and format characters (bidirectional overrides among them)
  /// and halves of characters. A line's end becomes a blank. A text that was cut ends in `…`.
  ///
  /// @param longest in characters, more than 1
  public static String clean(String text, int longest) {
    StringBuilder clean = new StringBuilder(Math.min(text.length(), longest));
    String plain = TERMINAL_SEQUENCE.matcher(text).replaceAll("");
    for (int at = 0; at < plain.length(); ) {
      int character = plain.codePointAt(at);
      at += Character.charCount(character);
      if (isBlank(character)) {
        if (!clean.isEmpty() && clean.charAt(clean.length() - 1) != ' ') {
          clean.append(' ');
        }
      } else if (isPrintable(character)) {
        if (clean.length() + Character.charCount(character) > longest) {
          return cut(clean, longest);
        }
        clean.appendCodePoint(character);
      }
    }
    return clean.toString().stripTrailing();
  }

  private static String cut(StringBuilder text, int longest) {
    int end = Math.min(text.length(), longest - 1);
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end).stripTrailing() + "…";
  }

  private static boolean isBlank(int character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character);
  }

  private static boolean isPrintable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
