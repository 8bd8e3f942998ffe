package slipway.e2e.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// A visitor who asks one port of the host again and again, past Caddy, each time over a new
/// connection, until it is closed or has asked often enough.
final class Knocking implements AutoCloseable {
  private static final int MOST = 100_000;
  private static final Duration PAUSE = Duration.ofMillis(2);
  private static final int PATIENCE_MILLIS = 30_000;

  private final int port;
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger broken = new AtomicInteger();
  private final AtomicBoolean over = new AtomicBoolean();
  private final Thread thread;

  Knocking(int port) {
    this.port = port;
    this.thread = Thread.ofPlatform().start(this::run);
  }

  /// Requests that got an answer, connections that were refused, and requests that were accepted
  /// and got none.
  record Tally(int answered, int refused, int broken) {}

  /// Ends the visits.
  Tally end() throws InterruptedException {
    over.set(true);
    thread.join();
    return new Tally(answered.get(), refused.get(), broken.get());
  }

  private void run() {
    try {
      for (int visit = 0; visit < MOST && !over.get(); visit++) {
        visit().incrementAndGet();
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private AtomicInteger visit() {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8).startsWith("HTTP/1.")
          ? answered
          : broken;
    } catch (ConnectException _) {
      return refused;
    } catch (IOException _) {
      return broken;
    }
  }

  @Override
  public void close() {
    over.set(true);
  }
}
