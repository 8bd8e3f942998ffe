package slipway.push.preview;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A line that only one of two texts has.
///
/// @param isNew whether it is the later one
public record UnitLine(boolean isNew, String text) {
  /// The fewest lines that make one text of the other, in their order.
  static List<UnitLine> between(List<String> before, @Nullable List<String> after) {
    List<String> later = after == null ? List.of() : after;
    int[][] common = common(before, later);
    List<UnitLine> lines = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < before.size() || j < later.size()) {
      if (i < before.size() && j < later.size() && before.get(i).equals(later.get(j))) {
        i++;
        j++;
      } else if (j == later.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.add(new UnitLine(false, before.get(i++)));
      } else {
        lines.add(new UnitLine(true, later.get(j++)));
      }
    }
    return lines;
  }

  /// How many lines the ends of both texts have in common, by where the ends begin.
  private static int[][] common(List<String> before, List<String> after) {
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }
}
