package slipway.e2e.load;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What the visitors of one manner have met so far.
final class Ledger {
  private final LongAdder requests = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final Map<Failure, LongAdder> failures = new EnumMap<>(Failure.class);
  private final Map<Phase, Histogram> latencies = new EnumMap<>(Phase.class);

  private final Supplier<Phase> phase;

  /// @param phase what is going on
  Ledger(Supplier<Phase> phase) {
    this.phase = phase;
    for (Failure failure : Failure.values()) {
      failures.put(failure, new LongAdder());
    }
    for (Phase each : Phase.values()) {
      latencies.put(each, new Histogram());
    }
  }

  Phase phase() {
    return phase.get();
  }

  /// @param due what went on when the request was due
  void answered(Phase due, long nanos) {
    requests.increment();
    latencies.get(due).add(nanos);
  }

  void failed(Failure failure) {
    requests.increment();
    failures.get(failure).increment();
  }

  void retried() {
    retries.increment();
  }

  long requests() {
    return requests.sum();
  }

  long retries() {
    return retries.sum();
  }

  long failed() {
    return failures.values().stream().mapToLong(LongAdder::sum).sum();
  }

  Histogram latency(Phase due) {
    return latencies.get(due);
  }

  /// Such as `3 refused, 1 5xx`; empty where nothing failed.
  String how() {
    return failures.entrySet().stream()
        .filter(entry -> entry.getValue().sum() > 0)
        .map(entry -> entry.getValue().sum() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }
}
