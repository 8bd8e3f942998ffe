package slipway.e2e.pull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The memory of this process.
final class ResidentSet {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");

  private ResidentSet() {}

  /// In mebibytes, now.
  static double now() throws IOException {
    return mebibytes("VmRSS:");
  }

  /// From here on [#peak] counts anew; proc_pid_clear_refs(5).
  static void forgetPeak() throws IOException {
    Files.writeString(CLEAR, "5");
  }

  /// The most since then, in mebibytes.
  static double peak() throws IOException {
    return mebibytes("VmHWM:");
  }

  private static double mebibytes(String key) throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith(key))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }
}
