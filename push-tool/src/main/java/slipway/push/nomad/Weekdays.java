package slipway.push.nomad;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The days of a calendar expression, such as `Mon..Fri` or `Sat,Sunday`.
final class Weekdays {
  /// In the order that ranges follow.
  private static final List<String> NAMES =
      List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

  private static final int SHORT_NAME = 3;

  private Weekdays() {}

  /// As cron counts them, from Sunday, which is 0; empty where the text is something else.
  static Optional<String> field(String text) {
    if (text.equals("*")) {
      return Optional.of("*");
    }
    SortedSet<Integer> days = new TreeSet<>();
    for (String part : text.split(",", -1)) {
      String[] ends = part.split("\\.\\.|-", -1);
      int from = number(ends[0]);
      int to = number(ends[ends.length - 1]);
      if (ends.length > 2 || from < 0 || to < from) {
        return Optional.empty();
      }
      for (int day = from; day <= to; day++) {
        days.add((day + 1) % NAMES.size());
      }
    }
    return Optional.of(
        days.size() == NAMES.size()
            ? "*"
            : days.stream().map(String::valueOf).collect(Collectors.joining(",")));
  }

  private static int number(String text) {
    String name = text.toLowerCase(Locale.ROOT);
    for (int i = 0; i < NAMES.size(); i++) {
      if (NAMES.get(i).equals(name) || NAMES.get(i).substring(0, SHORT_NAME).equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
