package slipway.push;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import slipway.push.process.Terminal;
import slipway.push.terminal.Size;

/// The terminal's size, looked at again every other second: people resize their windows.
final class TerminalSize implements Supplier<Size> {
  private static final Duration FRESH = Duration.ofSeconds(2);

  private final @Nullable String columns;
  private final InstantSource clock;
  private Size last;
  private Instant asked;

  /// @param columns the environment's COLUMNS, which wins where it is a number
  TerminalSize(@Nullable String columns, Size first, InstantSource clock) {
    this.columns = columns;
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
    return columns == null || !columns.matches("[1-9][0-9]{0,3}")
        ? last
        : new Size(Integer.parseInt(columns), last.rows());
  }
}
