package slipway.deployer.notify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What is kept from one pass to the next, whatever becomes of the process.
///
/// @param pending what is still to be delivered, oldest first
/// @param troubles by sink, since its last message could not be delivered
public record Ledger(Memory memory, List<Pending> pending, SortedMap<String, Trouble> troubles) {
  public static final Ledger NOTHING = new Ledger(Memory.NOTHING, List.of(), new TreeMap<>());

  /// Beyond that the oldest go: who hears of nothing for weeks wants to know how things are.
  static final int LONGEST = 50;

  public Ledger {
    pending = List.copyOf(pending.subList(Math.max(0, pending.size() - LONGEST), pending.size()));
    troubles = Collections.unmodifiableSortedMap(new TreeMap<>(troubles));
  }

  /// @param sinks those that have not taken it yet
  public record Pending(Letter letter, SortedSet<String> sinks) {
    public Pending {
      sinks = Collections.unmodifiableSortedSet(new TreeSet<>(sinks));
    }
  }

  /// @param tried when it failed last
  public record Trouble(Instant tried) {}

  /// What was to go to a sink that the settings do not have any more is forgotten.
  Ledger and(Memory now, List<Letter> letters, Set<String> sinks) {
    List<Pending> all = new ArrayList<>();
    pending.forEach(each -> keep(all, each, sinks));
    letters.forEach(letter -> keep(all, new Pending(letter, new TreeSet<>(sinks)), sinks));
    SortedMap<String, Trouble> left = new TreeMap<>(troubles);
    left.keySet().retainAll(sinks);
    return new Ledger(now, all, left);
  }

  private static void keep(List<Pending> all, Pending each, Set<String> sinks) {
    SortedSet<String> left =
        each.sinks().stream()
            .filter(sinks::contains)
            .collect(Collectors.toCollection(TreeSet::new));
    if (!left.isEmpty()) {
      all.add(new Pending(each.letter(), left));
    }
  }

  List<Letter> letters(String sink) {
    return pending.stream()
        .filter(each -> each.sinks().contains(sink))
        .map(Pending::letter)
        .toList();
  }

  Ledger delivered(String sink, Letter letter) {
    List<Pending> left = new ArrayList<>();
    for (Pending each : pending) {
      SortedSet<String> sinks = new TreeSet<>(each.sinks());
      if (each.letter().equals(letter)) {
        sinks.remove(sink);
      }
      keep(left, new Pending(each.letter(), sinks), sinks);
    }
    SortedMap<String, Trouble> rest = new TreeMap<>(troubles);
    rest.remove(sink);
    return new Ledger(memory, left, rest);
  }

  Ledger failed(String sink, Instant now) {
    SortedMap<String, Trouble> more = new TreeMap<>(troubles);
    more.put(sink, new Trouble(now));
    return new Ledger(memory, pending, more);
  }
}
