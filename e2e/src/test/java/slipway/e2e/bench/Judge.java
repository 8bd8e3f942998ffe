package slipway.e2e.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What has become worse than it was committed, a sentence each.
///
/// Machines differ, so times are compared as ratios to those who took turns with them. A ratio
/// counts as worse where that of the medians and that of the best runs both are, by more than
/// noise: a disturbance that lasts moves the first, and one lucky run the second. A line is worse
/// where its ratios to all others are: what takes a hundredth of a second is itself noisy.
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
    List<Party> others =
        Stream.of(Party.FLOOR, Party.USUAL)
            .filter(other -> now.ratio(other).isPresent() && before.ratio(other).isPresent())
            .toList();
    if (!others.isEmpty() && others.stream().allMatch(other -> isWorse(before, now, other))) {
      worse.add(
          name(now)
              + ": found "
              + others.stream()
                  .map(other -> sentence(before, now, other))
                  .collect(Collectors.joining(", and "))
              + "; %.0f %% more may be noise".formatted(noise * 100));
    }
  }

  private boolean isWorse(Line before, Line now, Party other) {
    return exceeds(now.ratio(other), before.ratio(other))
        && exceeds(now.bestRatio(other), before.bestRatio(other));
  }

  private static String sentence(Line before, Line now, Party other) {
    return String.format(
        Locale.ROOT,
        "%.3g times the %s, committed are %.3g",
        now.ratio(other).orElseThrow(),
        other,
        before.ratio(other).orElseThrow());
  }

  private boolean exceeds(OptionalDouble is, OptionalDouble was) {
    return is.isPresent() && was.isPresent() && is.getAsDouble() > was.getAsDouble() * (1 + noise);
  }

  private static String name(Line line) {
    return line.row() + ", " + line.what();
  }
}
