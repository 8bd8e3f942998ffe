package slipway.e2e.bench;

import java.util.List;
import java.util.stream.Collectors;

/// All rows, in the order of the document.
final class Rows {
  static final List<Row> ALL =
      List.of(
          new PassRow(false),
          new PassRow(true),
          new IdleRow(),
          ReleaseRow.ANSWER,
          ReleaseRow.TWENTY,
          new PlanRow(),
          new PullRow(),
          new LargeRow(),
          new PushRow(),
          new HostsRow());

  private Rows() {}

  /// @param names separated by commas; none for all
  static List<Row> named(String names) {
    if (names.isEmpty()) {
      return ALL;
    }
    List<String> wanted = List.of(names.split(",", -1));
    for (String name : wanted) {
      if (ALL.stream().noneMatch(row -> row.name().equals(name))) {
        throw new IllegalArgumentException(
            "there is no row %s; wanted of %s"
                .formatted(name, ALL.stream().map(Row::name).collect(Collectors.joining(", "))));
      }
    }
    return ALL.stream().filter(row -> wanted.contains(row.name())).toList();
  }

  /// The lines of a document with those of measured rows in the place of what it had of them.
  static List<Line> replaced(List<Line> before, List<Line> measured) {
    return ALL.stream()
        .flatMap(row -> {
          List<Line> own = of(row, measured);
          return own.isEmpty() ? of(row, before).stream() : own.stream();
        })
        .toList();
  }

  private static List<Line> of(Row row, List<Line> lines) {
    return lines.stream().filter(line -> line.row().equals(row.name())).toList();
  }
}
