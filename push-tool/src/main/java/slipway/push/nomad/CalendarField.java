package slipway.push.nomad;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One number of a calendar expression. What is repeated or ranged is written out, because then
/// both notations mean the same.
enum CalendarField {
  /// The years that Nomad's cron knows; two digits are not among them.
  YEAR(1970, 2099),
  MONTH(1, 12),
  DAY(1, 31),
  HOUR(0, 23),
  MINUTE(0, 59),
  SECOND(0, 59);

  private static final Pattern PART =
      Pattern.compile("(?<from>[0-9]{1,4})(\\.\\.(?<to>[0-9]{1,4}))?(/(?<step>[0-9]{1,4}))?");

  private final int first;
  private final int last;

  CalendarField(int first, int last) {
    this.first = first;
    this.last = last;
  }

  /// `*`, or numbers with commas; empty where the text is something else.
  Optional<String> toCron(String text) {
    if (text.equals("*")) {
      return Optional.of("*");
    }
    SortedSet<Integer> numbers = new TreeSet<>();
    for (String part : text.split(",", -1)) {
      Matcher found = PART.matcher(part);
      if (!found.matches()) {
        return Optional.empty();
      }
      String to = found.group("to");
      String step = found.group("step");
      int from = Integer.parseInt(found.group("from"));
      int end = to != null ? Integer.parseInt(to) : step != null ? last : from;
      int by = step == null ? 1 : Integer.parseInt(step);
      if (from < first || end > last || from > end || by < 1) {
        return Optional.empty();
      }
      for (int number = from; number <= end; number += by) {
        numbers.add(number);
      }
    }
    return Optional.of(
        numbers.size() == last - first + 1
            ? "*"
            : numbers.stream().map(String::valueOf).collect(Collectors.joining(",")));
  }
}
