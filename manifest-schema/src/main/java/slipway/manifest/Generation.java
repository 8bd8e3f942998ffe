package slipway.manifest;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The order of manifests, and the text that names one in the archive.
public final class Generation {
  private static final DateTimeFormatter ARCHIVE =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final Pattern ARCHIVE_FORM = Pattern.compile("[0-9]{8}T[0-9]{6}\\.[0-9]{3}Z");

  private Generation() {}

  /// `20250115T123456.000Z`: UTC, cut to milliseconds, so that the order of names is the order of
  /// generations.
  public static String archiveName(Instant generation) {
    return ARCHIVE.format(generation);
  }

  /// The generation that [#archiveName] wrote; empty for anything else.
  public static Optional<Instant> parseArchiveName(String name) {
    if (!ARCHIVE_FORM.matcher(name).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ARCHIVE.parse(name, Instant::from));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  /// The generation of a manifest that replaces the one of `replaced`: `now` in milliseconds, or,
  /// where the clock is not past `replaced`, the first whole millisecond that is at least 1 ms
  /// later. So two archive names never collide, whatever the pushers' clocks say.
  public static Instant next(@Nullable Instant replaced, Instant now) {
    Instant wanted = now.truncatedTo(ChronoUnit.MILLIS);
    if (replaced == null) {
      return wanted;
    }
    Instant cut = replaced.truncatedTo(ChronoUnit.MILLIS);
    Instant earliest = cut.plusMillis(cut.equals(replaced) ? 1 : 2);
    return wanted.isBefore(earliest) ? earliest : wanted;
  }
}
