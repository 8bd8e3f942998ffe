package slipway.cache.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/// Finds what someone meant who misspelt a key.
final class NearestKey {
  private NearestKey() {}

  /// `; did you mean "x"?` where a known key is near, else the known keys.
  static String suggestion(String unknown, Collection<String> known) {
    if (known.isEmpty()) {
      return "; no keys are known here";
    }
    return known.stream()
        .filter(key -> distance(unknown, key) <= Math.max(2, key.length() / 3))
        .min(Comparator.comparingInt((String key) -> distance(unknown, key)))
        .map(key -> "; did you mean \"" + key + "\"?")
        .orElseGet(() -> "; known here: " + String.join(", ", known));
  }

  /// Insertions, deletions and replacements between the two, letter case aside.
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
