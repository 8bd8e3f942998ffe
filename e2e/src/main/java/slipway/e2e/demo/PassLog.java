package slipway.e2e.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import slipway.e2e.host.Await;
import slipway.e2e.host.ThrowawayHost;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the deployer's journal says of its passes.
record PassLog(ThrowawayHost host, String unit) {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /// The first pass that changed something and ended after `start`; waits for one.
  Pass firstSince(Instant start) {
    return Await.value("the deployer logged a pass", LIMIT, () -> find(start));
  }

  private Optional<Pass> find(Instant start) {
    return host.exec("journalctl", "-q", "-u", unit, "-o", "json")
        .orFail()
        .out()
        .lines()
        .map(line -> JsonMapper.shared().readTree(line))
        .filter(entry -> logged(entry).isAfter(start))
        .flatMap(entry -> Pass.parse(logged(entry), entry.path("MESSAGE").asString()).stream())
        .findFirst();
  }

  private static Instant logged(JsonNode entry) {
    return Instant.EPOCH.plus(
        Long.parseLong(entry.path("__REALTIME_TIMESTAMP").asString()), ChronoUnit.MICROS);
  }
}
