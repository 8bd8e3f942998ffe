package slipway.e2e.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What happened so far, by kind.
final class Tally {
  private final Map<String, Count> counts = new TreeMap<>();
  private final List<String> violations = new ArrayList<>();
  private Duration longestOutage = Duration.ZERO;
  private int steps;
  private int faults;

  private static final class Count {
    private int steps;
    private Duration slowest = Duration.ZERO;
    private Duration outage = Duration.ZERO;
  }

  /// @param took until the host had converged
  void step(String kind, boolean fault, Duration took) {
    steps++;
    faults += fault ? 1 : 0;
    Count count = counts.computeIfAbsent(kind, _ -> new Count());
    count.steps++;
    count.slowest = longer(count.slowest, took);
  }

  /// An outage that the fault or the change explains.
  void explained(String kind, Duration outage) {
    Count count = counts.computeIfAbsent(kind, _ -> new Count());
    count.outage = longer(count.outage, outage);
  }

  /// An outage of a service that nothing was done to.
  void unexplained(Duration outage) {
    longestOutage = longer(longestOutage, outage);
  }

  void violation(String sentence) {
    violations.add(sentence);
  }

  int violations() {
    return violations.size();
  }

  int steps() {
    return steps;
  }

  String table() {
    StringBuilder table =
        new StringBuilder(
            "%n%-28s %6s %12s %14s%n".formatted("KIND", "STEPS", "CONVERGED IN", "OWN OUTAGE"));
    counts.forEach((kind, count) ->
        table.append(
            "%-28s %6d %9d ms %11d ms%n"
                .formatted(kind, count.steps, count.slowest.toMillis(), count.outage.toMillis())));
    table.append(
        "longest outage of a healthy service that nothing was done to: %d ms%n"
            .formatted(longestOutage.toMillis()));
    violations.forEach(
        sentence -> table.append("violation: ").append(sentence).append("%n".formatted()));
    return table
        .append(
            "soak: %d steps, %d faults, %d violations".formatted(steps, faults, violations.size()))
        .toString();
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
