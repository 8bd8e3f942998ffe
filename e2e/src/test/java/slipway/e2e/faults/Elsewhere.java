package slipway.e2e.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import slipway.e2e.proxy.Answer;

/// A server that nobody has any business to ask.
final class Elsewhere implements AutoCloseable {
  private final ServerSocket socket;
  private final AtomicInteger visits = new AtomicInteger();

  private Elsewhere(ServerSocket socket) {
    this.socket = socket;
  }

  static Elsewhere listen() {
    try {
      Elsewhere elsewhere =
          new Elsewhere(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().start(elsewhere::count);
      return elsewhere;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen", e);
    }
  }

  String address() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  /// An answer that sends its reader here, with something in the address that is nobody's business.
  Answer redirect(int status) {
    return Answer.of(
        status, "Elsewhere", Map.of("Location", address() + "/it?secret=1"), new byte[0]);
  }

  /// How many connections there were.
  int visits() {
    return visits.get();
  }

  private void count() {
    while (true) {
      try (Socket _ = socket.accept()) {
        visits.incrementAndGet();
      } catch (IOException _) {
        return; // closed
      }
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot stop listening", e);
    }
  }
}
