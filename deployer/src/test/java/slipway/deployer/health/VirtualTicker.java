package slipway.deployer.health;

import java.time.Duration;

/// Time that passes only while somebody sleeps.
final class VirtualTicker implements Ticker {
  private Duration now = Duration.ofDays(3);

  @Override
  public Duration now() {
    return now;
  }

  @Override
  public void sleep(Duration time) {
    now = now.plus(time);
  }
}
