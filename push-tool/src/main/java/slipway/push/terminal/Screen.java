package slipway.push.terminal;

import java.util.List;

/// A block of lines at the bottom of a terminal, drawn over in place. Each drawing is one string
/// that erases behind what it writes and never before, so nothing flickers.
final class Screen {
  private static final String ERASE_LINE = "\u001b[K";
  private static final String ERASE_BELOW = "\u001b[J";

  private final boolean colour;
  private int drawn;

  Screen(boolean colour) {
    this.colour = colour;
  }

  /// Draws the block over the one before.
  String draw(List<Line> lines, Size size) {
    StringBuilder text = home();
    // The terminal scrolls what does not fit, and cannot be told to draw over that.
    int most = Math.max(1, size.rows() - 1);
    List<Line> shown = lines.size() <= most ? lines : lines.subList(0, most - 1);
    shown.forEach(line -> append(text, line, size));
    if (shown.size() < lines.size()) {
      append(
          text,
          Line.EMPTY.and("… and %d more".formatted(lines.size() - shown.size()), Tone.DIM),
          size);
    }
    drawn = Math.min(lines.size(), most);
    return text.append(ERASE_BELOW).toString();
  }

  /// Writes a line that stays above the block, which has to be drawn again.
  String above(String line) {
    String text =
        home().append(line).append(ERASE_LINE).append('\n').append(ERASE_BELOW).toString();
    drawn = 0;
    return text;
  }

  /// From now on what was drawn stays.
  void leave() {
    drawn = 0;
  }

  private StringBuilder home() {
    StringBuilder text = new StringBuilder("\r");
    return drawn == 0 ? text : text.append("\u001b[%dA".formatted(drawn));
  }

  private void append(StringBuilder text, Line line, Size size) {
    // A full last column would have some terminals wrap.
    Line cut = line.cut(size.columns() - 1);
    text.append(colour ? cut.coloured() : cut.text()).append(ERASE_LINE).append('\n');
  }
}
