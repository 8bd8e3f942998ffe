package slipway.report;

import slipway.manifest.Problem;

/// What reading a report gave.
public sealed interface ReportReading {
  record Valid(HostReport report) implements ReportReading {}

  /// The first thing that is wrong with the object.
  record Invalid(Problem problem) implements ReportReading {}
}
