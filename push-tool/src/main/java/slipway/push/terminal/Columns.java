package slipway.push.terminal;

import slipway.push.text.Shape;

/// How many columns of a terminal a text takes, and what may not get there.
final class Columns {
  private static final String MORE = "…";

  private Columns() {}

  /// Without what would move the cursor, end the line, or change the order of what is shown:
  /// control characters, line separators, marks of direction and other characters without a shape.
  static String harmless(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints()
        .filter(point -> point == '\t' || point == '\n' || Shape.has(point))
        .map(point -> point == '\t' || point == '\n' ? ' ' : point)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  static int width(String text) {
    return text.codePoints().map(Columns::width).sum();
  }

  /// At most so many columns; `…` says where something was cut off.
  static String cut(String text, int columns) {
    if (width(text) <= columns) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int left = columns - 1;
    for (int point : text.codePoints().toArray()) {
      left -= width(point);
      if (left < 0) {
        break;
      }
      kept.appendCodePoint(point);
    }
    return columns < 1 ? "" : kept + MORE;
  }

  static String pad(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - width(text)));
  }

  private static int width(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
      default -> isWide(point) ? 2 : 1;
    };
  }

  /// East Asian characters and pictures. Source: Unicode, EastAsianWidth.txt, in broad strokes.
  private static boolean isWide(int point) {
    return point >= 0x1100
        && (point <= 0x115f
            || (point >= 0x2e80 && point <= 0xa4cf)
            || (point >= 0xac00 && point <= 0xd7a3)
            || (point >= 0xf900 && point <= 0xfaff)
            || (point >= 0xfe30 && point <= 0xfe6f)
            || (point >= 0xff00 && point <= 0xff60)
            || (point >= 0xffe0 && point <= 0xffe6)
            || (point >= 0x1f300 && point <= 0x1faff)
            || (point >= 0x20000 && point <= 0x3fffd));
  }
}
