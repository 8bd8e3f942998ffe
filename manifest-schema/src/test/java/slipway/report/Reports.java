package slipway.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/// Reports for tests, as bytes and as values.
final class Reports {
  private Reports() {}

  static byte[] golden(String name) {
    try (InputStream file = Reports.class.getResourceAsStream("golden/" + name)) {
      if (file == null) {
        throw new AssertionError("no such report: " + name);
      }
      return file.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// A report whose text holds `found`, with `put` in its place.
  static byte[] changed(String name, String found, String put) {
    String text = new String(golden(name), StandardCharsets.UTF_8);
    if (!text.contains(found)) {
      throw new AssertionError(name + " does not hold " + found);
    }
    return text.replace(found, put).getBytes(StandardCharsets.UTF_8);
  }

  static HostReport valid(byte[] document) {
    return switch (HostReportReader.read(document)) {
      case ReportReading.Valid(HostReport report) -> report;
      case ReportReading.Invalid(var problem) -> throw new AssertionError(problem.toString());
    };
  }

  static HostReport with(List<ServiceReport> services) {
    return new HostReport(
        "a",
        "slipway",
        "0.1.0",
        Instant.EPOCH,
        new Poll(Poll.Mode.TIMER, null),
        new TrustedKeys(List.of(), List.of()),
        null,
        null,
        null,
        false,
        services);
  }
}
