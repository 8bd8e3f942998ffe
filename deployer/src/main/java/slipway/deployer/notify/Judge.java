package slipway.deployer.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Decides what is news, given what was told before; pure. For one pass.
///
/// What is worse is told at once, or once it has lasted; each outcome of an entry once in an
/// episode. What is better ends the episode: at once where something was changed for it, else once
/// it has lasted. So a subject that goes to and fro is told once, until it stays well.
final class Judge {
  /// As the name of the host as a whole: no service has it.
  private static final String HOST = "";

  private final Rules rules;
  private final Memory before;
  private final Instant now;
  private final Map<Event, SortedMap<String, Item>> items = new EnumMap<>(Event.class);
  private final SortedMap<String, Standing> bad = new TreeMap<>();
  private boolean reminds;

  private Judge(Rules rules, Memory before, Instant now) {
    this.rules = rules;
    this.before = before;
    this.now = now;
  }

  static Judgement of(Rules rules, Memory before, Findings found, Instant now) {
    return new Judge(rules, before, now).judge(found);
  }

  private Judgement judge(Findings found) {
    SortedMap<String, Known> services = new TreeMap<>();
    Known host = judge(HOST, before.host(), found.host());
    found
        .services()
        .forEach((name, standing) ->
            services.put(
                name, judge(name, before.services().getOrDefault(name, Known.NOTHING), standing)));
    before
        .services()
        .forEach((name, known) -> {
          if (!services.containsKey(name) && !found.whole()) {
            services.put(name, known);
          } else if (!services.containsKey(name)) {
            remove(name, known);
          }
        });
    if (reminds) {
      host = reminded(HOST, host);
      services.replaceAll(this::reminded);
    }
    Memory memory = new Memory(before.first() && !found.whole(), host, services);
    return new Judgement(messages(found.generation(), memory.told()), memory);
  }

  private Known judge(String name, Known known, Standing found) {
    Outcome outcome = found.outcome();
    if (outcome == null) {
      return known;
    }
    Known next = known.found(outcome, found, now);
    return outcome.isGood() ? good(name, next, found) : bad(name, next, found, outcome);
  }

  private Known good(String name, Known known, Standing found) {
    Episode episode = known.episode();
    if (episode != null && (episode.isOvertakenBy(found) || hasLasted(known))) {
      add(Event.RECOVERY, name, Item.of(episode.outcome(), known, found));
      return known.with(null).working(found.release());
    }
    if (known.release() != found.release() && !before.first()) {
      add(Event.DEPLOY, name, Item.of(Outcome.OK, known, found));
    }
    return known.working(found.release());
  }

  private Known bad(String name, Known known, Standing found, Outcome outcome) {
    Episode episode = known.episode();
    if (episode != null && episode.hasTold(found, outcome)) {
      bad.put(name, found);
      reminds |= isDue(episode);
      // A clock that was set back must not keep reminders away for as long.
      return episode.toldAt().isAfter(now) ? known.with(episode.remindedAt(now)) : known;
    }
    if (!hasLasted(known)) {
      return known;
    }
    add(
        Event.FAILURE,
        name,
        Item.of(episode == null ? Outcome.OK : episode.outcome(), known, found));
    return known.with(
        episode == null ? Episode.begin(found, outcome, now) : episode.and(found, outcome, now));
  }

  /// Gone, it is no failure any more.
  private void remove(String name, Known known) {
    Episode episode = known.episode();
    if (episode != null) {
      add(Event.RECOVERY, name, Item.removed(episode.outcome(), now));
    } else if (known.release() != 0) {
      add(Event.DEPLOY, name, Item.removed(Outcome.OK, now));
    }
  }

  private boolean hasLasted(Known known) {
    return Duration.between(known.since(), now).compareTo(rules.patience(known.outcome())) >= 0;
  }

  private boolean isDue(Episode episode) {
    Duration remind = rules.remind();
    return remind != null && !now.isBefore(episode.toldAt().plus(remind));
  }

  /// One reminder tells of all.
  private Known reminded(String name, Known known) {
    Standing found = bad.get(name);
    Episode episode = known.episode();
    if (found == null || episode == null) {
      return known;
    }
    add(Event.REMINDER, name, Item.of(episode.outcome(), known, found));
    return known.with(episode.remindedAt(now));
  }

  private void add(Event event, String name, Item item) {
    items.computeIfAbsent(event, _ -> new TreeMap<>()).put(name, item);
  }

  private List<Message> messages(@Nullable Instant generation, Outcome told) {
    List<Message> messages = new ArrayList<>();
    items.forEach((event, all) -> {
      if (rules.on().contains(event == Event.REMINDER ? Event.FAILURE : event)) {
        SortedMap<String, Item> services = new TreeMap<>(all);
        Item host = services.remove(HOST);
        messages.add(new Message(event, now, generation, before.told(), told, host, services));
      }
    });
    return messages;
  }
}
