package slipway.e2e.push;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// When a job with such a schedule runs: by the rules of Nomad's cron
/// (github.com/hashicorp/cronexpr), as far as lists of numbers and `*` go.
record CronTimes(List<String> fields) {
  private static final int DAY = 3;
  private static final int WEEKDAY = 5;
  private static final int DAYS_OF_A_WEEK = 7;

  /// @param expression five fields, or seven with seconds first and the year last
  static CronTimes of(String expression) {
    List<String> fields = new ArrayList<>(Arrays.asList(expression.split(" ", -1)));
    if (fields.size() == 5) {
      fields.addFirst("0");
      fields.add("*");
    }
    return new CronTimes(fields);
  }

  List<LocalDateTime> after(LocalDateTime start, int count) {
    ChronoUnit step = fields.getFirst().equals("*") ? ChronoUnit.SECONDS : ChronoUnit.MINUTES;
    LocalDateTime time = start.plusSeconds(1);
    if (step == ChronoUnit.MINUTES) {
      time = time.withSecond(Integer.parseInt(fields.getFirst()));
      time = time.isAfter(start) ? time : time.plusMinutes(1);
    }
    List<LocalDateTime> found = new ArrayList<>();
    for (;
        found.size() < count && time.getYear() < start.getYear() + 20;
        time = time.plus(1, step)) {
      if (fits(time)) {
        found.add(time);
      }
    }
    return found;
  }

  private boolean fits(LocalDateTime time) {
    int weekday = time.getDayOfWeek().getValue() % DAYS_OF_A_WEEK;
    boolean day = fits(DAY, time.getDayOfMonth());
    boolean ofWeek = fits(WEEKDAY, weekday);
    // Where both are restricted, either is enough.
    boolean either = !fields.get(DAY).equals("*") && !fields.get(WEEKDAY).equals("*");
    return fits(1, time.getMinute())
        && fits(2, time.getHour())
        && fits(4, time.getMonthValue())
        && fits(6, time.getYear())
        && (either ? day || ofWeek : day && ofWeek);
  }

  private boolean fits(int field, int number) {
    String text = fields.get(field);
    Set<String> numbers = Arrays.stream(text.split(",", -1)).collect(Collectors.toSet());
    return text.equals("*") || numbers.contains(Integer.toString(number));
  }
}
