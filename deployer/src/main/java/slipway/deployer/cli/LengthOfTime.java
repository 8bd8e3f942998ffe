package slipway.deployer.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// `30m`, `2h`, `1d12h`: days, hours, minutes and seconds, in this order. From a second to 30 days,
/// because a pause that nobody remembers is a host that is never mended.
final class LengthOfTime implements ITypeConverter<Duration> {
  private static final Pattern FORM =
      Pattern.compile("(?:([0-9]{1,7})d)?(?:([0-9]{1,7})h)?(?:([0-9]{1,7})m)?(?:([0-9]{1,7})s)?");
  private static final Duration LONGEST = Duration.ofDays(30);

  @Override
  public Duration convert(String text) {
    Matcher form = FORM.matcher(text);
    if (text.isEmpty() || !form.matches()) {
      throw new TypeConversionException(
          "found \"" + text + "\"; wanted a length of time such as 30m, 2h or 1d12h");
    }
    Duration length =
        Duration.ofDays(number(form, 1))
            .plusHours(number(form, 2))
            .plusMinutes(number(form, 3))
            .plusSeconds(number(form, 4));
    if (!length.isPositive() || length.compareTo(LONGEST) > 0) {
      throw new TypeConversionException(
          "found " + text + "; wanted more than nothing and at most 30d");
    }
    return length;
  }

  private static long number(Matcher form, int group) {
    return form.group(group) == null ? 0 : Long.parseLong(form.group(group));
  }
}
