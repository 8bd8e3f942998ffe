package slipway.e2e.load;

import java.util.concurrent.atomic.LongAdder;

/// What became of the connections that were held open, of one kind.
final class HeldLedger {
  private final LongAdder opened = new LongAdder();
  private final LongAdder early = new LongAdder();
  private final LongAdder drained = new LongAdder();
  private final LongAdder notOpened = new LongAdder();

  void opened() {
    opened.increment();
  }

  void notOpened() {
    notOpened.increment();
  }

  /// @param drained whether its instance had been replaced for as long as it may drain
  void closed(boolean drained) {
    (drained ? this.drained : early).increment();
  }

  long early() {
    return early.sum();
  }

  long notOpenedCount() {
    return notOpened.sum();
  }

  @Override
  public String toString() {
    return "%d opened, %d closed too early, %d closed after draining, %d could not be opened"
        .formatted(opened.sum(), early.sum(), drained.sum(), notOpened.sum());
  }
}
