package slipway.push.html;

import java.time.Duration;
import java.util.Optional;

/// A whole page in one text: no script, no image, no font, nothing to fetch.
///
/// @param refresh how often a browser should ask for it again
public record Page(String title, StyleSheet style, Optional<Duration> refresh, Element body) {
  /// What every page begins with, and no other file.
  public static final String BEGINNING = "<!doctype html><!-- written by slipway dashboard -->";

  public String text() {
    StringBuilder page = new StringBuilder(1 << 16);
    page.append(BEGINNING)
        .append("\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta http-equiv=\"Content-Security-Policy\" content=\"");
    Text.write(style.policy(), page);
    page.append("\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .append("<meta name=\"color-scheme\" content=\"light dark\">")
        .append("<meta name=\"referrer\" content=\"no-referrer\">");
    refresh.ifPresent(interval ->
        page.append("<meta http-equiv=\"refresh\" content=\"")
            .append(interval.toSeconds())
            .append("\">"));
    page.append("<title>");
    Text.write(title, page);
    page.append("</title><style>").append(style.text()).append("</style></head>\n");
    body.writeTo(page);
    return page.append("</html>\n").toString();
  }
}
