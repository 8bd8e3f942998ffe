package slipway.deployer.reconcile;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// How long one pass may go on; asked before each of its steps. A pass whose time is up begins no
/// further step, so that it ends with a report, and the next one goes on from there. What is under
/// way then is finished: each step has a limit of its own.
///
/// Once it says no it always does.
public final class Budget {
  private final Duration limit;
  private final BooleanSupplier stopping;
  private final LongSupplier nanos;
  private final long begin;

  /// Begins now.
  ///
  /// @param stopping true where the daemon is to end after the step at work
  /// @param nanos a clock that nobody sets, as System.nanoTime
  public Budget(Duration limit, BooleanSupplier stopping, LongSupplier nanos) {
    this.limit = limit;
    this.stopping = stopping;
    this.nanos = nanos;
    this.begin = nanos.getAsLong();
  }

  boolean allowsMore() {
    return !stopping.getAsBoolean() && !isSpent();
  }

  boolean isSpent() {
    return spent().compareTo(limit) >= 0;
  }

  Duration spent() {
    return Duration.ofNanos(nanos.getAsLong() - begin);
  }

  /// Why a service was left as it was.
  String reason() {
    return "not reached: the pass was ended after %d s, its limit (passTimeoutSec); the next pass goes on"
        .formatted(limit.toSeconds());
  }
}
