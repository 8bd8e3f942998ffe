package slipway.cache;

import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// A socket whose reads end at a moment, too: its own time-out is not met by a server that sends a
/// byte now and then. That takes no thread, which would cost more than a small request. What lies
/// above it, as TLS does, reads in time as well.
final class TimedSocket extends Socket {
  private final Duration patience;
  private volatile long end;

  /// @param patience of each read
  TimedSocket(Duration patience) {
    super(Proxy.NO_PROXY); // or it is looked for at each connection
    this.patience = patience;
  }

  /// @param limit after which nothing is read, from now on
  void endAfter(Duration limit) {
    end = System.nanoTime() + limit.toNanos();
  }

  boolean isOver() {
    return System.nanoTime() - end >= 0;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new Timed(super.getInputStream());
  }

  private final class Timed extends ArrayReads {
    Timed(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      long left = Math.min(end - System.nanoTime(), patience.toNanos());
      if (left <= 0) {
        throw new SocketTimeoutException("no time is left");
      }
      // Zero would be for ever.
      setSoTimeout(Math.toIntExact(left / 1_000_000 + 1));
      return in.read(target, offset, length);
    }
  }
}
