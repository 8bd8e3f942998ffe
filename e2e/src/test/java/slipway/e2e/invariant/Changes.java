package slipway.e2e.invariant;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import slipway.e2e.invariant.Change.Kind;

/// Draws what is to become of a few services, and keeps their roster.
public final class Changes {
  /// Of the closures.
  public static final int VERSIONS = 5;

  private static final int REMEMBERED = 6;

  private final List<String> services;
  private final Roster roster;
  private final SplittableRandom random;
  private final List<SortedMap<String, Version>> past = new ArrayList<>();
  private int marks;

  public Changes(List<String> services, Roster roster, SplittableRandom random) {
    this.services = List.copyOf(services);
    this.roster = roster;
    this.random = random;
  }

  /// The kinds that the roster leaves to draw from.
  public Set<Kind> possible() {
    Set<Kind> kinds = EnumSet.of(Kind.UPDATE, Kind.CONFIGURE);
    if (!absent().isEmpty()) {
      kinds.add(Kind.DEPLOY);
    }
    if (past.stream().anyMatch(earlier -> !earlier.equals(roster.wanted()))) {
      kinds.add(Kind.ROLLBACK);
    }
    if (!failing().isEmpty()) {
      kinds.add(Kind.FAIL);
    }
    if (roster.wanted().size() > 1) {
      kinds.add(Kind.REMOVE);
    }
    return kinds;
  }

  public Change draw() {
    return draw(any(possible()), 1 + random.nextInt(2));
  }

  /// Draws and enters it into the roster.
  ///
  /// @param most services that it is about; a rollback is about as many as it takes
  public Change draw(Kind kind, int most) {
    SortedMap<String, Version> before = roster.wanted();
    SortedMap<String, Version> after = new TreeMap<>(before);
    for (int i = 0; i < most; i++) {
      step(kind, before, after);
    }
    roster.want(after);
    return new Change(kind, before, after);
  }

  /// The host has come to what was asked for last.
  public void settled() {
    roster.settled();
    if (!roster.hasBroken() && !past.contains(roster.wanted())) {
      past.add(roster.wanted());
      past.subList(0, Math.max(0, past.size() - REMEMBERED)).clear();
    }
  }

  private void step(
      Kind kind, SortedMap<String, Version> before, SortedMap<String, Version> after) {
    switch (kind) {
      case DEPLOY ->
          services.stream()
              .filter(service -> !after.containsKey(service))
              .findFirst()
              .ifPresent(service -> after.put(service, version()));
      case UPDATE -> after.put(any(after.keySet()), version());
      case CONFIGURE ->
          after.computeIfPresent(
              any(after.keySet()),
              (_, version) ->
                  version.works()
                      ? new Version(version.kind(), version.number(), ++marks)
                      : version());
      case ROLLBACK -> {
        after.clear();
        after.putAll(any(past.stream().filter(earlier -> !earlier.equals(before)).toList()));
      }
      case FAIL -> {
        if (before.equals(after)) {
          after.put(any(failing()), Version.broken(++marks));
        }
      }
      case REMOVE -> {
        if (after.size() > 1) {
          after.remove(any(after.keySet()));
        }
      }
    }
  }

  private Version version() {
    return Version.web(1 + random.nextInt(VERSIONS), ++marks);
  }

  private List<String> absent() {
    return services.stream().filter(service -> !roster.wanted().containsKey(service)).toList();
  }

  /// Services that something works of, so that there is a way back.
  private List<String> failing() {
    return roster.wanted().entrySet().stream()
        .filter(each -> each.getValue().works())
        .map(each -> each.getKey())
        .toList();
  }

  private <T> T any(Iterable<T> all) {
    List<T> list = new ArrayList<>();
    all.forEach(list::add);
    return list.get(random.nextInt(list.size()));
  }
}
