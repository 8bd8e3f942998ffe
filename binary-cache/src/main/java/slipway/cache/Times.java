package slipway.cache;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// Times as S3 writes them. The JDK's formatters load the names of all months and days first, which
/// takes longer than a request.
final class Times {
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private Times() {}

  /// `2026-01-31T12:00:00.000Z`, with any fraction or none.
  ///
  /// @throws DateTimeException where it is no time
  static Instant ofListing(String text) {
    if (text.length() != 24 || text.charAt(23) != 'Z' || text.charAt(19) != '.') {
      return Instant.parse(text);
    }
    try {
      return LocalDateTime.of(
              number(text, 0, 4),
              number(text, 5, 7),
              number(text, 8, 10),
              number(text, 11, 13),
              number(text, 14, 16),
              number(text, 17, 19),
              number(text, 20, 23) * 1_000_000)
          .toInstant(ZoneOffset.UTC);
    } catch (NumberFormatException _) {
      return Instant.parse(text);
    }
  }

  /// `Sat, 31 Jan 2026 12:00:00 GMT`.
  ///
  /// @throws DateTimeException where it is no time
  static Instant ofHeader(String text) {
    int month = text.length() == 29 ? MONTHS.indexOf(text.substring(8, 11)) + 1 : 0;
    if (month == 0 || !text.endsWith(" GMT")) {
      return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
    }
    try {
      return LocalDateTime.of(
              number(text, 12, 16),
              month,
              number(text, 5, 7),
              number(text, 17, 19),
              number(text, 20, 22),
              number(text, 23, 25))
          .toInstant(ZoneOffset.UTC);
    } catch (NumberFormatException _) {
      return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
    }
  }

  /// `20260131T120000Z`.
  static String ofSignature(Instant time) {
    LocalDateTime utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(16);
    text.append(utc.getYear());
    append(text, utc.getMonthValue());
    append(text, utc.getDayOfMonth());
    text.append('T');
    append(text, utc.getHour());
    append(text, utc.getMinute());
    append(text, utc.getSecond());
    return text.append('Z').toString();
  }

  private static void append(StringBuilder text, int ofTwoDigits) {
    text.append((char) ('0' + ofTwoDigits / 10)).append((char) ('0' + ofTwoDigits % 10));
  }

  private static int number(String text, int begin, int end) {
    return Integer.parseInt(text, begin, end, 10);
  }
}
