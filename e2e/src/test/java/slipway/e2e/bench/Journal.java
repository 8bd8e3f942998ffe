package slipway.e2e.bench;

import java.util.List;
import slipway.e2e.host.ThrowawayHost;

/// What systemd and Caddy on the host have told of themselves since boot.
record Journal(ThrowawayHost host) {
  /// How often units were read again.
  long daemonReloads() {
    return count("journalctl --sync; journalctl -b -q -o cat _PID=1", "^Reloading finished");
  }

  /// Requests that change Caddy's configuration.
  long caddyChanges() {
    return count(
        "journalctl --sync; journalctl -b -q -o cat -u caddy",
        "\"received request\".*\"method\":\"(PATCH|POST|PUT|DELETE)\"");
  }

  /// What a unit has said about its passes that changed something.
  List<String> passes(String unit) {
    return host.shell(
            "journalctl --sync; journalctl -b -q -o cat -u \"$1\" | grep action=pass || true", unit)
        .orFail()
        .out()
        .lines()
        .toList();
  }

  private long count(String source, String pattern) {
    return Long.parseLong(
        host.shell(source + " | grep -cE \"$1\" || true", pattern).orFail().text());
  }
}
