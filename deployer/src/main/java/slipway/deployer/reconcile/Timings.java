package slipway.deployer.reconcile;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/// Where the time of a pass went, summed per phase. Starts of one wave run side by side, so JOBS
/// and HEALTH can add up to more than the pass took.
public final class Timings {
  /// What a pass spends time on.
  public enum Phase {
    FETCH,
    OBSERVE,
    COPY,
    LOAD,
    JOBS,
    HEALTH,
    ROUTES
  }

  private final Map<Phase, Duration> spent = new EnumMap<>(Phase.class);

  synchronized void add(Phase phase, Duration duration) {
    spent.merge(phase, duration, Duration::plus);
  }

  <T, E extends Exception> T timed(Phase phase, Timed<T, E> work) throws E {
    long begin = System.nanoTime();
    try {
      return work.run();
    } finally {
      add(phase, Duration.ofNanos(System.nanoTime() - begin));
    }
  }

  <E extends Exception> void timedStep(Phase phase, TimedStep<E> work) throws E {
    timed(
        phase,
        () -> {
          work.run();
          return true;
        });
  }

  public synchronized Duration of(Phase phase) {
    return spent.getOrDefault(phase, Duration.ZERO);
  }

  /// The same, without a result.
  interface TimedStep<E extends Exception> {
    void run() throws E;
  }

  /// Work whose time is taken.
  interface Timed<T, E extends Exception> {
    T run() throws E;
  }
}
