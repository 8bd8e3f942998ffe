package slipway.push.fleet;

import java.time.Duration;
import java.time.Instant;
import slipway.manifest.Generation;
import slipway.report.HostReport;
import slipway.report.Pause;
import slipway.report.Poll;

/// What there is to say of a host that is not where it should be.
final class HostNotes {
  /// A host that has nothing new to say reports so often.
  private static final Duration QUIET = Duration.ofMinutes(5);

  private static final Duration SLACK = Duration.ofMinutes(1);
  private static final Duration CLOCK = Duration.ofMinutes(1);

  private HostNotes() {}

  /// Why a host goes by an earlier manifest, as far as it is known.
  static String behind(Sighting.Reported reported, Instant now) {
    HostReport report = reported.report();
    String heard = "last report " + Ages.ago(reported.written(), now);
    String at =
        report.accepted() == null
            ? "no manifest accepted yet"
            : "at generation " + Generation.archiveName(report.accepted().generation());
    if (report.paused() != null) {
      return paused(report.paused()) + "; " + at;
    }
    if (report.problem() != null) {
      return report.problem() + "; " + at;
    }
    return heard + ", " + at + (isLate(reported, now) ? "; it should have reported again" : "");
  }

  static String paused(Pause pause) {
    return "paused until "
        + pause.until()
        + (pause.by() == null ? "" : " by " + pause.by())
        + (pause.reason() == null ? "" : ": " + pause.reason());
  }

  /// Whether a host that polls by itself has been silent for longer than it ever is.
  static boolean isLate(Sighting.Reported reported, Instant now) {
    Poll poll = reported.report().poll();
    if (poll.intervalSec() == null) {
      return false; // a timer's interval is not known here
    }
    Duration interval = Duration.ofSeconds(poll.intervalSec());
    Duration longest =
        (interval.compareTo(QUIET) > 0 ? interval : QUIET).plus(interval).plus(SLACK);
    return Duration.between(reported.written(), now).compareTo(longest) > 0;
  }

  /// How far the host's clock is ahead of the bucket's; negative where it is behind, zero where the
  /// difference is that of one upload.
  static Duration clockError(Sighting.Reported reported) {
    Duration ahead = Duration.between(reported.written(), reported.report().at());
    return ahead.abs().compareTo(CLOCK) < 0 ? Duration.ZERO : ahead;
  }
}
