package slipway.e2e.load;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/// What became of the connections that were held open, of one kind.
final class HeldLedger {
  /// A close so much before the end of draining is still its end: a clock here and one there.
  private static final Duration TOLERANCE = Duration.ofMillis(100);

  private final LongAdder opened = new LongAdder();
  private final LongAdder early = new LongAdder();
  private final LongAdder drained = new LongAdder();
  private final LongAdder notOpened = new LongAdder();

  private final long drain;

  /// @param drain how long a connection may count on its instance after that was replaced
  HeldLedger(Duration drain) {
    this.drain = drain.minus(TOLERANCE).toNanos();
  }

  void opened() {
    opened.increment();
  }

  void notOpened() {
    notOpened.increment();
  }

  /// @param replaced nanoseconds since visitors were moved away from its instance; less than
  ///   nothing where they were not
  void closed(long replaced) {
    (replaced >= drain ? drained : early).increment();
  }

  @Override
  public String toString() {
    return "%d opened, %d closed too early, %d closed after draining, %d could not be opened"
        .formatted(opened.sum(), early.sum(), drained.sum(), notOpened.sum());
  }
}
