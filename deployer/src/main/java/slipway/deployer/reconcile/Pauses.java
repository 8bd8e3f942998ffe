package slipway.deployer.reconcile;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.Pause;

/// Pauses the host and ends that. Neither waits for a pass that runs at the moment.
public final class Pauses {
  private final StateStore store;
  private final HostLock lock;
  private final Clock clock;
  private final @Nullable String operator;

  /// @param operator who is at work, where that is known
  public Pauses(StateStore store, HostLock lock, Clock clock, @Nullable String operator) {
    this.store = store;
    this.lock = lock;
    this.clock = clock;
    this.operator = operator;
  }

  /// @param busy who runs a pass that goes on to its end, null where none runs
  public record Begun(Pause pause, @Nullable String busy) {}

  /// Takes the place of a pause that holds already.
  public Begun begin(Duration length, @Nullable String reason) throws HostException {
    Instant now = clock.instant();
    Pause pause = new Pause(now, now.plus(length), reason, operator);
    // Before the lock is asked for, so that every pass that begins from here on sees it.
    store.keepPause(pause);
    return switch (lock.take("pause")) {
      case HostLock.Attempt.Busy(String holder) -> new Begun(pause, holder);
      case HostLock.Attempt.Taken(HostLock.Held held) -> {
        held.close();
        yield new Begun(pause, null);
      }
    };
  }

  /// The pause that this ended; empty where none held. One that cannot be read ends, too.
  public Optional<Pause> end() throws HostException {
    Optional<Pause> holding = readable();
    store.endPause();
    return holding;
  }

  private Optional<Pause> readable() {
    try {
      return holding();
    } catch (HostException _) {
      return Optional.empty();
    }
  }

  /// The pause that holds now.
  public Optional<Pause> holding() throws HostException {
    return store.pauseAt(clock.instant());
  }
}
