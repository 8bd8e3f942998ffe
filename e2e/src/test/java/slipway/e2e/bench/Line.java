package slipway.e2e.bench;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/// One line of the table.
///
/// @param row the row that it belongs to
/// @param what of that row was measured
/// @param figures of those who do it; Slipway always does
/// @param target what was wanted and whether it was met, in words; may be empty
record Line(String row, String what, Unit unit, Map<Party, Figures> figures, String target) {
  Line {
    figures = Collections.unmodifiableMap(new EnumMap<>(figures));
    if (!figures.containsKey(Party.SLIPWAY)) {
      throw new IllegalArgumentException(row + ", " + what + ": Slipway was not measured");
    }
  }

  Figures slipway() {
    Figures own = figures.get(Party.SLIPWAY);
    if (own == null) {
      throw new IllegalStateException("the constructor lets none through");
    }
    return own;
  }

  /// How many times as much as that party Slipway took, by their medians.
  OptionalDouble ratio(Party other) {
    Figures its = figures.get(other);
    return its == null || its.median() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(slipway().median() / its.median());
  }

  /// The same by the best run of each, which a disturbance moves least.
  OptionalDouble bestRatio(Party other) {
    Figures its = figures.get(other);
    return its == null || its.least() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(slipway().least() / its.least());
  }

  boolean isSameAs(Line other) {
    return row.equals(other.row) && what.equals(other.what);
  }
}
