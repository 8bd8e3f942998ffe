package slipway.e2e.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import slipway.e2e.host.ThrowawayHost;

/// What figures were measured on.
///
/// @param text for people, on one line
record Machine(String text) {
  private static final double BUSY = 2;

  /// This machine, and what a host on it runs.
  static Machine of(ThrowawayHost host) {
    return new Machine(
        "%d cores (%s), %d GiB of memory, Linux %s; host: systemd %s, Nix %s, Caddy %s, Java %s"
            .formatted(
                Runtime.getRuntime().availableProcessors(),
                after(read("/proc/cpuinfo"), "model name"),
                Math.round(number(after(read("/proc/meminfo"), "MemTotal")) / (1 << 20)),
                System.getProperty("os.version"),
                lastWord(host, "systemctl --version | sed -n '1s/^systemd \\([0-9]*\\).*/\\1/p'"),
                lastWord(host, "nix --version"),
                lastWord(host, "caddy version | cut -d' ' -f1"),
                System.getProperty("java.version")));
  }

  /// Whether others use it so much that figures would tell of them.
  static boolean isBusy() {
    return number(read("/proc/loadavg")) > BUSY;
  }

  private static String lastWord(ThrowawayHost host, String script) {
    String text = host.shell(script).orFail().text();
    return text.substring(text.lastIndexOf(' ') + 1);
  }

  private static double number(String text) {
    return Double.parseDouble(text.strip().split("\\s", 2)[0]);
  }

  private static String after(String text, String key) {
    return text.lines()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
