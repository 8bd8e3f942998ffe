package slipway.deployer.reconcile;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When the daemon polls again.
///
/// @param interval between two polls
/// @param burstInterval the same for `burst` after a change, because changes come in groups
public record Schedule(Duration interval, Duration burstInterval, Duration burst) {
  Duration next(@Nullable Instant lastChange, Instant now) {
    boolean recent = lastChange != null && now.isBefore(lastChange.plus(burst));
    return recent && burstInterval.compareTo(interval) < 0 ? burstInterval : interval;
  }
}
