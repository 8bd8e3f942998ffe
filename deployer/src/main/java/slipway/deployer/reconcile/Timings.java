package slipway.deployer.reconcile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Where the time of a pass went. Starts of one wave run side by side, so JOBS and HEALTH can add
/// up to more than the pass took.
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

  /// Time that one phase took once.
  public record Spent(Phase phase, Duration time) {}

  private final List<Spent> spent = new ArrayList<>();

  synchronized void add(Phase phase, Duration duration) {
    spent.add(new Spent(phase, duration));
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
    Duration sum = Duration.ZERO;
    for (Spent each : spent) {
      sum = each.phase() == phase ? sum.plus(each.time()) : sum;
    }
    return sum;
  }

  /// Each time that a phase was gone through.
  public synchronized List<Spent> each() {
    return List.copyOf(spent);
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
