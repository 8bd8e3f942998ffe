package slipway.push;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import slipway.push.process.Terminal;
import slipway.push.terminal.Size;

/// The terminal's size, looked at again every other second: people resize their windows.
final class TerminalSize implements Supplier<Size> {
  private static final Duration FRESH = Duration.ofSeconds(2);

  private final InstantSource clock;
  private Size last;
  private Instant asked;

  TerminalSize(Size first, InstantSource clock) {
    this.clock = clock;
    this.last = first;
    this.asked = clock.instant();
  }

  @Override
  public synchronized Size get() {
    Instant now = clock.instant();
    if (Duration.between(asked, now).compareTo(FRESH) > 0) {
      asked = now;
      last = Terminal.size().orElse(last);
    }
    return last;
  }
}
