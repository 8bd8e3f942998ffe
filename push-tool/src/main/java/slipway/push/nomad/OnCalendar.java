package slipway.push.nomad;

import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads OnCalendar expressions (systemd.time(7)), those of which cron has an exact counterpart.
final class OnCalendar {
  private static final String MIDNIGHT = "00:00:00";
  private static final Map<String, String> SHORT_FORMS =
      Map.of(
          "minutely", "*-*-* *:*:00",
          "hourly", "*-*-* *:00:00",
          "daily", "*-*-* 00:00:00",
          "weekly", "Mon *-*-* 00:00:00",
          "monthly", "*-*-01 00:00:00",
          "quarterly", "*-01,04,07,10-01 00:00:00",
          "semiannually", "*-01,07-01 00:00:00",
          "yearly", "*-01-01 00:00:00",
          "annually", "*-01-01 00:00:00");

  private OnCalendar() {}

  /// Empty where the expression is of a kind that cron lacks, or is none.
  static Optional<Cron> toCron(String timer) {
    Deque<String> words = new ArrayDeque<>(List.of(timer.strip().split(" +")));
    Optional<String> zone = Optional.of(words.getLast()).filter(OnCalendar::isTimeZone);
    if (zone.isPresent()) {
      words.removeLast();
    }
    String whole = String.join(" ", words).toLowerCase(Locale.ROOT);
    if (SHORT_FORMS.containsKey(whole)) {
      words = new ArrayDeque<>(List.of(SHORT_FORMS.get(whole).split(" ")));
    }
    return words.isEmpty() ? Optional.empty() : fields(words).map(cron -> new Cron(cron, zone));
  }

  private static Optional<String> fields(Deque<String> words) {
    String weekdays = Character.isLetter(words.getFirst().charAt(0)) ? words.removeFirst() : "*";
    String date = !words.isEmpty() && !words.getFirst().contains(":") ? words.removeFirst() : "*-*";
    String time = words.isEmpty() ? MIDNIGHT : words.removeFirst();
    List<String> day =
        List.of((date.split("-", -1).length == 2 ? "*-" + date : date).split("-", -1));
    List<String> clock =
        List.of((time.split(":", -1).length == 2 ? time + ":00" : time).split(":", -1));
    if (!words.isEmpty() || day.size() != 3 || clock.size() != 3) {
      return Optional.empty();
    }
    Optional<String> weekday = Weekdays.field(weekdays);
    Optional<String> year = CalendarField.YEAR.toCron(day.get(0));
    Optional<String> month = CalendarField.MONTH.toCron(day.get(1));
    Optional<String> dayOfMonth = CalendarField.DAY.toCron(day.get(2));
    Optional<String> hour = CalendarField.HOUR.toCron(clock.get(0));
    Optional<String> minute = CalendarField.MINUTE.toCron(clock.get(1));
    Optional<String> second = CalendarField.SECOND.toCron(clock.get(2));
    List<Optional<String>> all = List.of(second, minute, hour, dayOfMonth, month, weekday, year);
    if (all.stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    if (!dayOfMonth.get().equals("*") && !weekday.get().equals("*")) {
      // cron runs where either fits, systemd where both do.
      return Optional.empty();
    }
    List<String> texts = all.stream().map(Optional::orElseThrow).toList();
    boolean plain = texts.getFirst().equals("0") && texts.getLast().equals("*");
    return Optional.of(String.join(" ", plain ? texts.subList(1, 6) : texts));
  }

  private static boolean isTimeZone(String word) {
    return word.equals("UTC") || ZoneId.getAvailableZoneIds().contains(word);
  }
}
