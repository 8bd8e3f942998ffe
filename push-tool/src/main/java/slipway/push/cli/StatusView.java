package slipway.push.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import slipway.push.fleet.Fleet;
import slipway.push.fleet.HostStatus;
import slipway.push.terminal.Line;
import slipway.push.terminal.Size;
import slipway.push.terminal.Tone;
import slipway.push.terminal.View;

/// A fleet that is watched.
final class StatusView implements View {
  private Optional<Fleet> fleet = Optional.empty();
  private String problem = "";
  private Set<String> told = new HashSet<>();

  synchronized void show(Fleet now) {
    fleet = Optional.of(now);
    problem = "";
  }

  /// It could not be looked at just now.
  synchronized void fail(String why) {
    problem = why;
  }

  @Override
  public synchronized List<Line> picture(Size size, Instant now) {
    List<Line> lines = new ArrayList<>();
    fleet.ifPresent(seen ->
        lines.addAll(
            StatusTable.lines(
                Fleet.of(seen.manifest(), seen.sightings(), now), size.columns() - 1)));
    if (!problem.isEmpty()) {
      lines.add(Line.EMPTY.and(problem, Tone.WARN));
    }
    return lines;
  }

  /// Each fact once, when it begins to hold.
  @Override
  public synchronized List<Line> news(Instant now, boolean last) {
    Set<String> facts = new HashSet<>();
    List<Line> news = new ArrayList<>();
    for (HostStatus host : fleet.map(Fleet::hosts).orElse(List.of())) {
      host.cells()
          .forEach((service, cell) -> {
            String fact =
                host.host()
                    + "  "
                    + service
                    + ": "
                    + cell.state().words()
                    + cell.reported()
                        .map(it -> it.step() == null ? "" : " " + it.step())
                        .orElse("");
            facts.add(fact);
            if (!told.contains(fact)) {
              news.add(Line.of(fact));
            }
          });
      facts.add(host.host() + host.standing());
      if (!told.contains(host.host() + host.standing())) {
        host.notes().forEach(note -> news.add(Line.of(host.host() + "  " + note)));
      }
    }
    if (!problem.isEmpty() && !told.contains(problem)) {
      news.add(Line.of(problem));
    }
    facts.add(problem);
    told = facts;
    return news;
  }
}
