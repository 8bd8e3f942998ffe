package slipway.e2e.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What a line should come to, by its medians.
record Target(String text, Predicate<Map<Party, Figures>> test) {
  static Target under(double limit, Unit unit) {
    return new Target(
        "under %s %s".formatted(plain(limit), unit), figures -> of(figures, Party.SLIPWAY) < limit);
  }

  static Target atMost(double limit) {
    return new Target(
        "no more than " + plain(limit), figures -> of(figures, Party.SLIPWAY) <= limit);
  }

  static Target fasterThan(Party other) {
    return new Target(
        "faster than the " + other, figures -> of(figures, Party.SLIPWAY) < of(figures, other));
  }

  /// Not slower by more than noise.
  static Target notSlowerThan(Party other, double noise) {
    return new Target(
        "not slower than the %s (%.0f %% is noise)".formatted(other, noise * 100),
        figures -> of(figures, Party.SLIPWAY) <= of(figures, other) * (1 + noise));
  }

  static Target timesFasterThan(Party other, double times) {
    return new Target(
        "%s times faster than the %s".formatted(plain(times), other),
        figures -> of(figures, Party.SLIPWAY) * times <= of(figures, other));
  }

  /// @param seconds more than the other
  static Target within(Party other, double seconds) {
    return new Target(
        "%s + %s s".formatted(other, plain(seconds)),
        figures -> of(figures, Party.SLIPWAY) <= of(figures, other) + seconds);
  }

  /// @param part of the speed of the other
  static Target ofTheSpeedOf(Party other, double part) {
    return new Target(
        "%s of the speed of the %s".formatted(plain(part), other),
        figures -> of(figures, Party.SLIPWAY) * part <= of(figures, other));
  }

  /// All of them, and for each whether it was met.
  static String judged(Map<Party, Figures> figures, Target... targets) {
    return Arrays.stream(targets)
        .map(target -> target.text + (target.test.test(figures) ? ": met" : ": **not met**"))
        .collect(Collectors.joining("; "));
  }

  private static double of(Map<Party, Figures> figures, Party party) {
    Figures its = figures.get(party);
    if (its == null) {
      throw new IllegalStateException("there is a target about the " + party + ", but no run");
    }
    return its.median();
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
