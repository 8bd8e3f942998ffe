package slipway.deployer.status;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Tells systemd's watchdog at every interval that the daemon is alive, as long as that is true: a
/// pass that has run for longer than any pass may is a daemon that hangs, and systemd restarts it.
public final class Watchdog implements AutoCloseable {
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("watchdog").factory());

  private Watchdog() {}

  /// @param running how long the current pass has been running, zero between passes
  /// @param limit how long a pass may take
  public static Watchdog start(
      Duration interval, Duration limit, Supplier<Duration> running, Runnable alive) {
    Watchdog watchdog = new Watchdog();
    var _ =
        watchdog.ticks.scheduleAtFixedRate(
            () -> {
              if (running.get().compareTo(limit) <= 0) {
                alive.run();
              }
            },
            0,
            interval.toNanos(),
            TimeUnit.NANOSECONDS);
    return watchdog;
  }

  @Override
  public void close() {
    ticks.shutdownNow();
  }
}
