package slipway.deployer.health;

import java.time.Duration;

/// Time as it passes; setting the clock does not move it.
public interface Ticker {
  Ticker SYSTEM =
      new Ticker() {
        @Override
        public Duration now() {
          return Duration.ofNanos(System.nanoTime());
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
          Thread.sleep(time);
        }
      };

  /// Since some moment that stays the same.
  Duration now();

  void sleep(Duration time) throws InterruptedException;
}
