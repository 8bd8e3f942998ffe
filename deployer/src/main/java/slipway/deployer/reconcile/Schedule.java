package slipway.deployer.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// When the daemon polls again.
///
/// Every wait is drawn at random from a range, so that hosts which start together, or which follow
/// the same push, do not ask the bucket in step.
///
/// @param interval between two polls; waits are a tenth longer or shorter
/// @param burstInterval the same for `burst` after a change, because changes come in groups
public record Schedule(Duration interval, Duration burstInterval, Duration burst) {
  /// A bucket that is away is asked more and more rarely, down to once in so many intervals.
  private static final int SLOWEST = 3;

  private static final double SPREAD = 0.1;

  /// What the next wait depends on.
  ///
  /// @param passes since the start
  /// @param lastChange when a pass last changed something, null where none has
  /// @param failures polls in a row that the bucket did not answer
  record Past(long passes, @Nullable Instant lastChange, int failures) {
    static final Past NONE = new Past(0, null, 0);

    Past after(boolean changed, boolean unanswered, Instant now) {
      return new Past(passes + 1, changed ? now : lastChange, unanswered ? failures + 1 : 0);
    }
  }

  Duration next(Past past, Instant now, RandomGenerator random) {
    Duration usual = recent(past.lastChange(), now) ? burstInterval : interval;
    if (past.failures() > 0) {
      Duration slowest = interval.multipliedBy(SLOWEST);
      return between(0.5, 1, shorter(doubled(usual, past.failures(), slowest), slowest), random);
    }
    if (past.passes() <= 1 && usual.equals(interval)) {
      // Hosts that were switched on together are spread over the whole interval at once.
      return between(SPREAD, 1, interval, random);
    }
    return between(1 - SPREAD, 1 + SPREAD, usual, random);
  }

  /// A clock that was set back does not prolong a burst.
  private boolean recent(@Nullable Instant lastChange, Instant now) {
    return lastChange != null
        && burstInterval.compareTo(interval) < 0
        && !now.isBefore(lastChange)
        && now.isBefore(lastChange.plus(burst));
  }

  private static Duration doubled(Duration first, int times, Duration enough) {
    Duration delay = first;
    for (int i = 0; i < times && delay.compareTo(enough) < 0; i++) {
      delay = delay.multipliedBy(2);
    }
    return delay;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration between(
      double least, double most, Duration unit, RandomGenerator random) {
    return Duration.ofNanos((long) (unit.toNanos() * random.nextDouble(least, most)));
  }
}
