package slipway.push.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import slipway.push.fleet.Ages;
import slipway.push.html.Element;
import slipway.push.html.Html;
import slipway.push.html.Tag;

/// Times, all in UTC: who reads a page may be anywhere, and no script tells it where.
///
/// @param now what ages count to
record Moments(Instant now) {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  static Element at(Instant moment) {
    return Tag.TIME.text(FORM.format(moment)).moment(moment);
  }

  /// The time, and how long ago that was.
  Element ago(Instant moment) {
    return Tag.SPAN.of(at(moment), Html.text(" (%s ago)".formatted(age(moment))));
  }

  /// For something that goes on since then.
  Element since(Instant moment) {
    return Tag.SPAN.of(Html.text("since "), at(moment), Html.text(" (%s)".formatted(age(moment))));
  }

  private String age(Instant moment) {
    return Ages.of(Duration.between(moment, now));
  }
}
