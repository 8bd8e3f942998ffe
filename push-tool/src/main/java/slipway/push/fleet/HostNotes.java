package slipway.push.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

  /// What concerns the host as a whole.
  static List<String> all(Sighting.Reported reported, HostStatus.Standing standing, Instant now) {
    HostReport report = reported.report();
    List<String> notes = new ArrayList<>();
    switch (standing) {
      case BEHIND -> notes.add(behind(reported, now));
      case LATE ->
          notes.add(
              "last report %s; it polls every %s"
                  .formatted(
                      Ages.ago(reported.written(), now),
                      Ages.of(Duration.ofSeconds(interval(report)))));
      case UNUSED -> notes.add("the manifest does not name it, and it runs nothing of ours");
      case CURRENT, UNKNOWN -> {
        if (report.paused() != null) {
          notes.add(paused(report.paused()));
        }
        if (report.problem() != null) {
          notes.add(report.problem());
        }
      }
    }
    Duration ahead = clockError(reported);
    if (!ahead.isZero()) {
      notes.add(
          "its clock is %s %s that of the bucket"
              .formatted(Ages.of(ahead.abs()), ahead.isNegative() ? "behind" : "ahead of"));
    }
    return notes;
  }

  private static int interval(HostReport report) {
    Integer seconds = report.poll().intervalSec();
    return seconds == null ? 0 : seconds;
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
