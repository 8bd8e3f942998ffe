package slipway.fuzz;

import slipway.report.HostReport;
import slipway.report.HostReportReader;
import slipway.report.HostReportWriter;
import slipway.report.ReportReading;

/// Any bytes at all as a host's report: read without an exception, and then safe to print and the
/// same when it is written and read again.
public final class HostReportFuzz {
  private HostReportFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    switch (HostReportReader.read(data)) {
      case ReportReading.Invalid(var problem) -> printable(problem.toString());
      case ReportReading.Valid(HostReport report) -> {
        printable(report.toString());
        ReportReading again = HostReportReader.read(HostReportWriter.write(report));
        if (!again.equals(new ReportReading.Valid(report))) {
          throw new AssertionError("written and read again: " + again + ", was " + report);
        }
      }
    }
  }

  private static void printable(String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new AssertionError("a control character");
    }
  }
}
