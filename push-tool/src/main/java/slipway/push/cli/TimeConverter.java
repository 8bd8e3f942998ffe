package slipway.push.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Times as people type them: `90s`, `10m`, `1h`.
final class TimeConverter implements ITypeConverter<Duration> {
  private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(s|m|h)");

  @Override
  public Duration convert(String typed) {
    Matcher time = TIME.matcher(typed);
    if (!time.matches()) {
      throw new TypeConversionException("\"" + typed + "\" is no time; wanted 90s, 10m or 1h");
    }
    long amount = Long.parseLong(time.group(1));
    return switch (time.group(2)) {
      case "h" -> Duration.ofHours(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofSeconds(amount);
    };
  }
}
