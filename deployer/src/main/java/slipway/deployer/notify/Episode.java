package slipway.deployer.notify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A time during which a subject is known to somebody as not well: it begins with the message that
/// says so and ends with the one that it is well again.
///
/// @param outcome that was told last
/// @param entry what that was about
/// @param release that ran then
/// @param began when the first was told
/// @param toldAt when the last one or its reminder was
/// @param told all that was told of it, so that a subject which goes to and fro is not told again
public record Episode(
    Outcome outcome, String entry, int release, Instant began, Instant toldAt, List<String> told) {
  private static final int REMEMBERED = 20;

  public Episode {
    told = List.copyOf(told);
  }

  static Episode begin(Standing found, Outcome outcome, Instant now) {
    return new Episode(
        outcome, found.entry(), found.release(), now, now, List.of(mark(found, outcome)));
  }

  Episode and(Standing found, Outcome next, Instant now) {
    List<String> all = new ArrayList<>(told);
    all.add(mark(found, next));
    return new Episode(
        next,
        found.entry(),
        found.release(),
        began,
        now,
        all.subList(Math.max(0, all.size() - REMEMBERED), all.size()));
  }

  Episode remindedAt(Instant now) {
    return new Episode(outcome, entry, release, began, now, told);
  }

  boolean hasTold(Standing found, Outcome next) {
    return told.contains(mark(found, next));
  }

  /// Whether something was changed since it was told, rather than having come right by itself.
  boolean isOvertakenBy(Standing found) {
    return !entry.equals(found.entry()) || release != found.release();
  }

  private static String mark(Standing found, Outcome outcome) {
    return outcome.text() + " " + found.entry();
  }
}
