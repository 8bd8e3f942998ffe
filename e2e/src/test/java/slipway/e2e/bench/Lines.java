package slipway.e2e.bench;

import java.util.Map;

/// Lines for tests of what is made of them.
final class Lines {
  private Lines() {}

  /// @param slipway seconds, in every run
  /// @param floor seconds, in every run
  static Line seconds(String row, String what, double slipway, double floor) {
    return new Line(
        row,
        what,
        Unit.SECONDS,
        Map.of(Party.SLIPWAY, always(slipway), Party.FLOOR, always(floor)),
        "");
  }

  static Line counted(String row, String what, double count) {
    return new Line(row, what, Unit.COUNT, Map.of(Party.SLIPWAY, always(count)), "");
  }

  static Figures always(double value) {
    return new Figures(value, value, value);
  }
}
