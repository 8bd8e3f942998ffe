package slipway.push.terminal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// How fast an amount grew over the last while: long enough that the figure stands still, short
/// enough that it follows the network.
final class Rate {
  private static final Duration SPAN = Duration.ofSeconds(10);
  private static final Duration SOONEST = Duration.ofSeconds(1);

  private final Deque<Sample> samples = new ArrayDeque<>();

  private record Sample(Instant at, double amount) {}

  void note(Instant at, double amount) {
    samples.addLast(new Sample(at, amount));
    while (samples.size() > 2
        && Duration.between(samples.getFirst().at(), at).compareTo(SPAN) > 0) {
      samples.removeFirst();
    }
  }

  /// Zero where it is too early to say.
  double perSecond() {
    if (samples.isEmpty()) {
      return 0;
    }
    Duration span = Duration.between(samples.getFirst().at(), samples.getLast().at());
    double grown = samples.getLast().amount() - samples.getFirst().amount();
    return span.compareTo(SOONEST) < 0 ? 0 : grown / (span.toMillis() / 1000.0);
  }
}
