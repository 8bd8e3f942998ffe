package slipway.push.text;

/// Which characters can be seen. The others may be there to deceive: they move a cursor, end a
/// line, or change the order of what is around them.
public final class Shape {
  private Shape() {}

  /// @param character a code point; a blank has a shape, a tab and a line feed have none
  public static boolean has(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
