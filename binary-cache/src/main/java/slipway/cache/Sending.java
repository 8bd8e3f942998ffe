package slipway.cache;

import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/// A part on its way. The SDK reads it once for each attempt, and once more where it signs what it
/// sends in the clear; every reading takes back what the one before has counted.
final class Sending {
  private final Part part;
  private final LongConsumer told;
  private final AtomicLong counted = new AtomicLong();

  Sending(Part part, LongConsumer told) {
    this.part = part;
    this.told = told;
  }

  InputStream fromTheStart() {
    told.accept(-counted.getAndSet(0));
    return new Reading();
  }

  private final class Reading extends InputStream {
    private int next;

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (next == part.count() && length > 0) {
        return -1;
      }
      int read = Math.min(length, part.count() - next);
      part.copy(next, target, offset, read);
      next += read;
      counted.addAndGet(read);
      told.accept(read);
      return read;
    }

    @Override
    public int available() {
      return part.count() - next;
    }
  }
}
