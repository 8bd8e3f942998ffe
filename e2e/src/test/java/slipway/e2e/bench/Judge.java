package slipway.e2e.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// What has become worse than it was committed, a sentence each.
///
/// Machines differ, so times are compared as ratios to those who took turns with them. A ratio
/// counts as worse where that of the medians and that of the best runs both are, by more than
/// noise: a disturbance that lasts moves the first, and one lucky run the second.
///
/// @param noise the part of a ratio that may be noise
record Judge(double noise) {
  /// @param found all lines of the rows that were measured
  List<String> worse(List<Line> committed, List<Line> found) {
    List<String> worse = new ArrayList<>();
    for (Line line : found) {
      Optional<Line> before = committed.stream().filter(line::isSameAs).findFirst();
      if (before.isPresent()) {
        compare(before.get(), line, worse);
      } else {
        worse.add(name(line) + " is not in the document; `make bench WRITE=1` puts it there");
      }
    }
    committed.stream()
        .filter(before -> found.stream().anyMatch(line -> line.row().equals(before.row())))
        .filter(before -> found.stream().noneMatch(before::isSameAs))
        .forEach(before -> worse.add(name(before) + " is in the document, and was not measured"));
    return worse;
  }

  private void compare(Line before, Line now, List<String> worse) {
    if (now.unit().portable()) {
      double was = before.slipway().median();
      double is = now.slipway().median();
      // Half a unit of the last digit that a document holds.
      if (is > was * (1 + now.unit().margin()) + 0.005) {
        worse.add(
            "%s: found %s %s, committed are %s"
                .formatted(name(now), now.unit().text(is), now.unit(), now.unit().text(was)));
      }
      return;
    }
    for (Party other : List.of(Party.FLOOR, Party.USUAL)) {
      OptionalDouble is = now.ratio(other);
      OptionalDouble was = before.ratio(other);
      if (exceeds(is, was) && exceeds(now.bestRatio(other), before.bestRatio(other))) {
        worse.add(
            String.format(
                Locale.ROOT,
                "%s: found %.3g times the %s, committed are %.3g; %.0f %% more may be noise",
                name(now),
                is.getAsDouble(),
                other,
                was.getAsDouble(),
                noise * 100));
      }
    }
  }

  private boolean exceeds(OptionalDouble is, OptionalDouble was) {
    return is.isPresent() && was.isPresent() && is.getAsDouble() > was.getAsDouble() * (1 + noise);
  }

  private static String name(Line line) {
    return line.row() + ", " + line.what();
  }
}
