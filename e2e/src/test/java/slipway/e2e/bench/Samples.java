package slipway.e2e.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the runs of a row came to, by what was measured and who did it.
final class Samples {
  private final Map<String, Map<Party, List<Double>>> values = new HashMap<>();

  void add(String what, Party party, double value) {
    values
        .computeIfAbsent(what, _ -> new EnumMap<>(Party.class))
        .computeIfAbsent(party, _ -> new ArrayList<>())
        .add(value);
  }

  Line line(String row, String what, Unit unit, Target... targets) {
    Map<Party, Figures> figures = new EnumMap<>(Party.class);
    values
        .getOrDefault(what, Map.of())
        .forEach((party, all) -> figures.put(party, Figures.of(all)));
    return new Line(row, what, unit, figures, Target.judged(figures, targets));
  }
}
