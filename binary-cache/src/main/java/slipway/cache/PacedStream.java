package slipway.cache;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// A body that has to keep coming. A read time-out notices one that stops; this notices one that
/// crawls, which a byte a minute would keep open for days.
///
/// Only the time spent waiting for bytes counts, so whoever reads may take as long as they like.
final class PacedStream extends ArrayReads {
  /// Less than any link that is worth deploying over.
  static final int SLOWEST_BYTES_PER_SECOND = 1024;

  private final Duration window;
  private long waited;
  private long arrived;

  /// @param window over which the pace is taken
  PacedStream(InputStream body, Duration window) {
    super(body);
    this.window = window;
  }

  /// The body came, but not fast enough.
  static final class TooSlow extends IOException {
    private static final long serialVersionUID = 1L;

    TooSlow(long bytes, Duration time) {
      super("%d bytes in %.1f s".formatted(bytes, time.toMillis() / 1000.0));
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    long began = System.nanoTime();
    int count = in.read(target, offset, length);
    waited += System.nanoTime() - began;
    arrived += Math.max(0, count);
    if (count >= 0 && waited >= window.toNanos()) {
      check();
    }
    return count;
  }

  private void check() throws TooSlow {
    Duration time = Duration.ofNanos(waited);
    if (arrived * 1000 < time.toMillis() * SLOWEST_BYTES_PER_SECOND) {
      throw new TooSlow(arrived, time);
    }
    waited = 0;
    arrived = 0;
  }
}
