package slipway.e2e.bench;

import java.util.Locale;
import java.util.stream.Stream;

/// What a figure counts.
enum Unit {
  SECONDS("s", false, 0),
  MILLISECONDS("ms", false, 0),
  MEBIBYTES("MiB", true, 0.15),

  /// Of a clock that is not real.
  VIRTUAL_SECONDS("virtual s", true, 0.01),

  /// Requests a host an hour of such a clock.
  HOURLY("an hour", true, 0.01),

  /// So many times something else.
  TIMES("times", true, 0.3),

  /// Counted, the same in every run.
  COUNT("counted", true, 0);

  private final String suffix;
  private final boolean portable;
  private final double margin;

  Unit(String suffix, boolean portable, double margin) {
    this.suffix = suffix;
    this.portable = portable;
    this.margin = margin;
  }

  /// Whether a figure means the same on another machine, so that it can be compared by itself.
  boolean portable() {
    return portable;
  }

  /// The part of a portable figure that may be noise.
  double margin() {
    return margin;
  }

  static Unit of(String suffix) {
    return Stream.of(values())
        .filter(unit -> unit.suffix.equals(suffix))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no unit " + suffix));
  }

  /// Three digits that mean something.
  String text(double value) {
    int decimals = this == COUNT || value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  @Override
  public String toString() {
    return suffix;
  }
}
