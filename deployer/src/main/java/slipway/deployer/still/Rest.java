package slipway.deployer.still;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import slipway.deployer.report.Repeat;

/// A pass found the host at rest.
///
/// @param etag of the manifest that it went by
/// @param signs as they were before it looked
/// @param at when it ended
/// @param report the one that says so, null where the host writes none
record Rest(String etag, Signs signs, Instant at, @Nullable Repeat report) {
  /// After this a whole pass looks again, whatever the signs say.
  static final Duration LONGEST = Duration.ofHours(1);

  /// Whether it still counts. Not where the clock was set back since.
  boolean isRecent(Instant now) {
    return isWithin(at, LONGEST, now);
  }

  /// Whether a process that knows no more than this can write the report again.
  boolean canBeRepeated() {
    return report == null || report.report().length > 0;
  }

  boolean isReportDue(Instant now) {
    return report != null && !isWithin(report.at(), Repeat.AFTER, now);
  }

  private static boolean isWithin(Instant begin, Duration length, Instant now) {
    return !now.isBefore(begin) && now.isBefore(begin.plus(length));
  }
}
