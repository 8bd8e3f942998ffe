package slipway.push.terminal;

import java.util.ArrayList;
import java.util.List;

/// A table whose columns go into as many blocks, one below the other, as the width asks for. Every
/// block begins with the names of the rows.
///
/// @param names of the rows, the first that of the heads
/// @param columns each as many lines as there are names
public record Table(List<Line> names, List<List<Line>> columns) {
  private static final int GAP = 2;

  public Table {
    names = List.copyOf(names);
    columns = List.copyOf(columns);
  }

  /// @param widest no column gets more than so many
  public List<Line> lines(int width, int widest) {
    int left = width(names, widest) + GAP;
    List<Line> lines = new ArrayList<>();
    int next = 0;
    while (next < columns.size()) {
      int first = next;
      int used = left;
      // One column at least, however narrow the terminal is.
      while (next < columns.size()
          && (next == first || used + width(columns.get(next), widest) <= width)) {
        used += width(columns.get(next), widest) + GAP;
        next++;
      }
      if (first > 0) {
        lines.add(Line.EMPTY);
      }
      lines.addAll(block(columns.subList(first, next), left, widest));
    }
    return lines;
  }

  private List<Line> block(List<List<Line>> shown, int left, int widest) {
    List<Line> lines = new ArrayList<>();
    for (int row = 0; row < names.size(); row++) {
      Line line = names.get(row).cut(widest).pad(left);
      for (List<Line> column : shown) {
        line = line.and(column.get(row).cut(widest).pad(width(column, widest) + GAP));
      }
      lines.add(line.trimmed());
    }
    return lines;
  }

  private static int width(List<Line> column, int widest) {
    return Math.min(widest, column.stream().mapToInt(Line::width).max().orElse(0));
  }
}
