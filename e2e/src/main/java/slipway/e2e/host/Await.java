package slipway.e2e.host;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for what happens outside of this process and cannot be subscribed to.
public final class Await {
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Await() {}

  /// @param what completes the sentence "it was not so that …"
  /// @throws AssertionError where it is not so within `limit`
  public static void until(String what, Duration limit, BooleanSupplier condition) {
    value(what, limit, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
  }

  /// The first value that there is.
  public static <T> T value(String what, Duration limit, Supplier<Optional<T>> source) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      Optional<T> found = source.get();
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "after %d ms it was not so that %s".formatted(limit.toMillis(), what));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }
}
