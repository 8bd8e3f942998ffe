package slipway.e2e.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One pass of the deployer in which something changed, as it logged it.
///
/// @param result the exit code that `sync` would have ended with
/// @param copy spent in `nix copy`
/// @param jobs spent waiting for systemd's jobs
record Pass(Instant began, String result, Duration copy, Duration jobs) {
  private static final Pattern PAIR = Pattern.compile("(\\w+)=(\\d+|pass)\\b");

  /// Empty where the line is about something else.
  ///
  /// @param message `action=pass result=… changed=N … copy_ms=… jobs_ms=… total_ms=…`
  static Optional<Pass> parse(Instant logged, String message) {
    Map<String, String> values =
        PAIR.matcher(message)
            .results()
            .collect(
                Collectors.toMap(
                    pair -> pair.group(1), pair -> pair.group(2), (first, _) -> first));
    if (!"pass".equals(values.get("action")) || !values.containsKey("total_ms")) {
      return Optional.empty();
    }
    return Optional.of(
        new Pass(
            logged.minus(millis(values, "total_ms")),
            values.getOrDefault("result", "unknown"),
            millis(values, "copy_ms"),
            millis(values, "jobs_ms")));
  }

  private static Duration millis(Map<String, String> values, String key) {
    return Duration.ofMillis(Long.parseLong(values.getOrDefault(key, "0")));
  }
}
