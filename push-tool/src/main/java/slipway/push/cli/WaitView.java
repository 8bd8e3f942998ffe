package slipway.push.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import slipway.manifest.Generation;
import slipway.push.fleet.Verdict;
import slipway.push.terminal.Line;
import slipway.push.terminal.Quantities;
import slipway.push.terminal.Size;
import slipway.push.terminal.View;

/// The hosts that are waited for, a line each.
final class WaitView implements View, Consumer<SortedMap<String, Verdict>> {
  private final Instant generation;
  private final Instant start;
  private final Duration timeout;
  private final Map<String, String> told = new HashMap<>();
  private SortedMap<String, Verdict> verdicts = new TreeMap<>();

  WaitView(Instant generation, Instant start, Duration timeout) {
    this.generation = generation;
    this.start = start;
    this.timeout = timeout;
  }

  @Override
  public synchronized void accept(SortedMap<String, Verdict> now) {
    verdicts = now;
  }

  @Override
  public synchronized List<Line> picture(Size size, Instant now) {
    int widest = verdicts.keySet().stream().mapToInt(String::length).max().orElse(0);
    List<Line> lines = new ArrayList<>();
    lines.add(
        Line.of(
            "generation %s, %s of %s"
                .formatted(
                    Generation.archiveName(generation),
                    Quantities.time(Duration.between(start, now)),
                    Quantities.time(timeout))));
    verdicts.forEach((host, verdict) ->
        lines.add(
            Verdicts.mark(verdict)
                .and(" " + host + " ".repeat(widest - host.length()) + "  ")
                .and(Verdicts.text(verdict), Verdicts.tone(verdict))));
    return lines;
  }

  @Override
  public synchronized List<Line> news(Instant now, boolean last) {
    List<Line> lines = new ArrayList<>();
    verdicts.forEach((host, verdict) -> {
      String text = Verdicts.text(verdict);
      // "last report 5 s ago" changes with every look, and says nothing new.
      String fact = text.replaceAll("[0-9]+ (s|min|h|d) ago", "");
      if (!fact.equals(told.put(host, fact))) {
        lines.add(Line.of(host + "  " + text));
      }
    });
    return lines;
  }
}
