package slipway.push.terminal;

import java.time.Duration;
import java.util.Locale;

/// Amounts as people read them.
public final class Quantities {
  private static final long KIBI = 1024;
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

  private Quantities() {}

  /// For example `999 B`, `1.5 KiB`, `340 MiB`.
  public static String bytes(long count) {
    double amount = count;
    int unit = 0;
    // 1,000 and not 1,024, so that no amount has four digits.
    while (amount >= 999.5 && unit < UNITS.length - 1) {
      amount /= KIBI;
      unit++;
    }
    String digits = unit > 0 && amount < 99.95 ? "%.1f %s" : "%.0f %s";
    return String.format(Locale.ROOT, digits, amount, UNITS[unit]);
  }

  /// For example `5 s`, `2 min 5 s`, `3 h 20 min`, `4 d 2 h`.
  public static String time(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return two(seconds / 60, "min", seconds % 60, "s");
    }
    if (seconds < 86_400) {
      return two(seconds / 3600, "h", seconds / 60 % 60, "min");
    }
    return two(seconds / 86_400, "d", seconds / 3600 % 24, "h");
  }

  private static String two(long large, String largeUnit, long small, String smallUnit) {
    return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
  }
}
