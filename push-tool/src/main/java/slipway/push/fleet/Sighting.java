package slipway.push.fleet;

import java.time.Instant;
import slipway.report.HostReport;

/// What was found of one host's report. Everything in it may be a lie: whoever can write to the
/// bucket can write reports.
public sealed interface Sighting {
  /// There is none.
  record Never() implements Sighting {}

  /// The bucket could not be asked just now.
  record Unasked(String problem) implements Sighting {}

  /// Something is there that is no report of this host's.
  ///
  /// @param problem what is wrong with it, fit to be printed
  record Unreadable(String problem) implements Sighting {}

  /// @param written when, by the bucket's clock
  record Reported(HostReport report, Instant written) implements Sighting {}
}
