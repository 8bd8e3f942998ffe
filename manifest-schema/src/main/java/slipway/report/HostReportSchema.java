package slipway.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The JSON Schema of a report, for other programs that read or write one.
public final class HostReportSchema {
  private static final String FILE = "host-report.schema.json";

  private HostReportSchema() {}

  public static byte[] bytes() {
    try (InputStream file = HostReportSchema.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("the schema " + FILE + " is missing from the class path");
      }
      return file.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
