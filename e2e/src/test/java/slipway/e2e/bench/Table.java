package slipway.e2e.bench;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lines as Markdown, and back.
final class Table {
  private static final String HEAD =
      """
      | row | what | Slipway | floor | usual | times the floor | times the usual | target |
      |---|---|---|---|---|---|---|---|
      """;
  private static final Pattern NAME = Pattern.compile("`(\\S+)`");
  private static final Pattern FIGURES = Pattern.compile("(\\S+) (\\D+) \\((\\S+) to (\\S+)\\)");
  private static final int CELLS = 8;

  private Table() {}

  static String text(List<Line> lines) {
    StringBuilder text = new StringBuilder(HEAD);
    lines.forEach(line -> text.append(text(line)).append('\n'));
    return text.toString();
  }

  private static String text(Line line) {
    return "| `%s` | %s | %s | %s | %s | %s | %s | %s |"
        .formatted(
            line.row(),
            line.what(),
            figures(line, Party.SLIPWAY),
            figures(line, Party.FLOOR),
            figures(line, Party.USUAL),
            ratio(line.ratio(Party.FLOOR)),
            ratio(line.ratio(Party.USUAL)),
            line.target());
  }

  private static String figures(Line line, Party party) {
    Figures its = line.figures().get(party);
    Unit unit = line.unit();
    return its == null
        ? ""
        : "%s %s (%s to %s)"
            .formatted(
                unit.text(its.median()), unit, unit.text(its.least()), unit.text(its.most()));
  }

  private static String ratio(OptionalDouble ratio) {
    return ratio.isPresent() ? String.format(Locale.ROOT, "%.3g", ratio.getAsDouble()) : "";
  }

  /// The lines of a text that has a table of this form among other things.
  static List<Line> parse(String text) {
    return text.lines().filter(line -> line.startsWith("| `")).map(Table::line).toList();
  }

  private static Line line(String text) {
    String[] cells = text.substring(2, text.length() - 2).split(" \\| ", -1);
    Matcher name = NAME.matcher(cells[0]);
    if (cells.length != CELLS || !name.matches()) {
      throw new IllegalArgumentException("wanted a line of the table, found " + text);
    }
    Matcher own = matched(cells[2], text);
    Map<Party, Figures> figures = new EnumMap<>(Party.class);
    int column = 2;
    for (Party party : Party.values()) {
      String cell = cells[column++];
      if (!cell.isEmpty()) {
        figures.put(party, figures(matched(cell, text)));
      }
    }
    return new Line(name.group(1), cells[1], Unit.of(own.group(2)), figures, cells[CELLS - 1]);
  }

  private static Matcher matched(String cell, String line) {
    Matcher matcher = FIGURES.matcher(cell);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "wanted a figure as in `1.20 s (1.10 to 1.30)`, found `%s` in %s".formatted(cell, line));
    }
    return matcher;
  }

  private static Figures figures(Matcher cell) {
    return new Figures(
        Double.parseDouble(cell.group(1)),
        Double.parseDouble(cell.group(3)),
        Double.parseDouble(cell.group(4)));
  }
}
