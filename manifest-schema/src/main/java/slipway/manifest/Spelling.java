package slipway.manifest;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the name that somebody meant.
public final class Spelling {
  private Spelling() {}

  /// The known name that `found` most likely is a misspelling of: at most a third of its letters
  /// differ, upper and lower case not counted.
  public static Optional<String> closest(String found, Collection<String> known) {
    if (found.length() > 64) {
      return Optional.empty();
    }
    return known.stream()
        .min(Comparator.comparingInt(name -> distance(found, name)))
        .filter(name -> distance(found, name) <= name.length() / 3);
  }

  /// ` ; did you mean "command"?`, or nothing.
  static String hint(String found, Collection<String> known) {
    return closest(found, known).map(name -> "; did you mean " + Quoted.of(name) + "?").orElse("");
  }

  /// Levenshtein's distance.
  private static int distance(String found, String known) {
    String left = found.toLowerCase(Locale.ROOT);
    String right = known.toLowerCase(Locale.ROOT);
    int[] row = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int change = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j - 1], row[j]));
      }
    }
    return row[right.length()];
  }
}
