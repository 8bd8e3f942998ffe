package slipway.push.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A terminal that knows as much as the display uses: newline, return, cursor up, two erasures.
final class Grid {
  private static final Pattern STEP =
      Pattern.compile("\u001b\\[(\\d*)([A-Za-z])|\\R|.", Pattern.DOTALL);

  private final int columns;
  private final int rows;
  private final List<StringBuilder> lines = new ArrayList<>();
  private int row;
  private int column;

  Grid(int columns, int rows) {
    this.columns = columns;
    this.rows = rows;
    lines.add(new StringBuilder());
  }

  Size size() {
    return new Size(columns, rows);
  }

  void write(String text) {
    Matcher steps = STEP.matcher(text.replace("\r", "\u001b[G"));
    while (steps.find()) {
      if (steps.group(2) != null) {
        control(steps.group(2), steps.group(1));
      } else if (steps.group().equals("\n")) {
        newLine();
      } else {
        put(steps.group());
      }
    }
  }

  /// The lines, without the empty ones at the end.
  List<String> shown() {
    List<String> shown =
        new ArrayList<>(lines.stream().map(it -> it.toString().stripTrailing()).toList());
    while (!shown.isEmpty() && shown.getLast().isEmpty()) {
      shown.removeLast();
    }
    return shown;
  }

  private void control(String name, String count) {
    switch (name) {
      case "G" -> column = 0;
      // It cannot leave the screen, whatever has scrolled off it.
      case "A" -> row = Math.max(row - Integer.parseInt(count), Math.max(0, lines.size() - rows));
      case "K" -> lines.get(row).setLength(Math.min(column, lines.get(row).length()));
      case "J" -> {
        control("K", "");
        lines.subList(row + 1, lines.size()).clear();
      }
      case "m" -> {}
      default -> throw new AssertionError("this display has no business with ESC[" + count + name);
    }
  }

  private void newLine() {
    row++;
    column = 0;
    if (row == lines.size()) {
      lines.add(new StringBuilder());
    }
  }

  private void put(String character) {
    if (column == columns) {
      newLine();
    }
    StringBuilder line = lines.get(row);
    while (line.length() <= column) {
      line.append(' ');
    }
    line.replace(column, column + 1, character);
    column++;
  }
}
