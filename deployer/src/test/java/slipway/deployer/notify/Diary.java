package slipway.deployer.notify;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.Samples;

/// The passes of one host and what was told of them, as `event: subject previous>outcome …`, the
/// host as a whole being `*`.
final class Diary {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration STEADY = Duration.ofMinutes(15);
  private static final Duration UNREACHABLE = Duration.ofMinutes(30);

  private final Rules rules;
  private Memory memory = Memory.NOTHING;
  private Instant now = Samples.NOW;
  private Standing host = standing(Outcome.OK, "g1", 0);
  private final SortedMap<String, Standing> services = new TreeMap<>();

  Diary(Rules rules) {
    this.rules = rules;
  }

  static Diary usual() {
    return new Diary(rules(DAY, Event.FAILURE, Event.RECOVERY));
  }

  static Diary ofDeploys() {
    return new Diary(rules(DAY, Event.FAILURE, Event.RECOVERY, Event.DEPLOY));
  }

  static Rules rules(@Nullable Duration remind, Event... on) {
    return new Rules(EnumSet.copyOf(List.of(on)), remind, STEADY, UNREACHABLE);
  }

  Diary host(@Nullable Outcome outcome, String generation) {
    host = standing(outcome, generation, 0);
    return this;
  }

  Diary service(String name, @Nullable Outcome outcome, String entry, int release) {
    services.put(name, standing(outcome, entry, release));
    return this;
  }

  Diary without(String name) {
    services.remove(name);
    return this;
  }

  List<String> pass() {
    return pass(new Findings(null, host, services, true));
  }

  List<String> brokenPassAfterMinutes(int minutes) {
    now = now.plus(Duration.ofMinutes(minutes));
    return pass(Findings.brokeOff("no systemd", memory.host().entry()));
  }

  private List<String> pass(Findings found) {
    Judgement judgement = Judge.of(rules, memory, found, now);
    memory = judgement.memory();
    return judgement.news().stream().map(Diary::line).toList();
  }

  List<String> passAfter(Duration time) {
    now = now.plus(time);
    return pass();
  }

  List<String> passAfterMinutes(int minutes) {
    return passAfter(Duration.ofMinutes(minutes));
  }

  /// Every five minutes.
  List<String> passesFor(Duration time) {
    List<String> all = new ArrayList<>();
    for (Instant end = now.plus(time); now.isBefore(end); ) {
      all.addAll(passAfterMinutes(5));
    }
    return all;
  }

  boolean waits() {
    return memory.waits();
  }

  private static Standing standing(@Nullable Outcome outcome, String entry, int release) {
    return new Standing(outcome, entry, release, null, "why");
  }

  private static String line(Message message) {
    SortedMap<String, Item> items = new TreeMap<>(message.services());
    if (message.host() != null) {
      items.put("*", message.host());
    }
    return message.event().text()
        + items.entrySet().stream().map(Diary::line).collect(joining(" ", ": ", ""));
  }

  private static String line(Map.Entry<String, Item> item) {
    Item found = item.getValue();
    return "%s %s>%s".formatted(item.getKey(), found.previous().text(), found.outcome().text());
  }
}
