package slipway.e2e.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A server on loopback that treats its connections, one after the other, as it was told; the last
/// word is for all that follow.
final class Scripted implements AutoCloseable {
  private static final String GOOD = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nweb 1 ";

  /// What becomes of a request.
  enum Turn {
    ANSWER,
    /// Answers, and closes the connection without having said so.
    ANSWER_AND_CLOSE,
    CLOSE,
    RESET,
    CUT,
    BAD_GATEWAY,
    NOT_FOUND,
    OTHER_RELEASE
  }

  private final ServerSocket listener;
  private final List<Turn> turns;
  private final AtomicInteger connections = new AtomicInteger();

  Scripted(Turn... turns) throws IOException {
    this.turns = List.of(turns);
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::listen);
  }

  int port() {
    return listener.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  private void listen() {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        int number = connections.getAndIncrement();
        Turn turn = turns.get(Math.min(number, turns.size() - 1));
        while (hasRequest(socket.getInputStream()) && goesOn(socket, turn)) {
          // The next request on the same connection.
        }
      } catch (IOException e) {
        if (!listener.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static boolean hasRequest(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int c; (c = in.read()) >= 0; ) {
      if (head.append((char) c).indexOf("\r\n\r\n") >= 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean goesOn(Socket socket, Turn turn) throws IOException {
    String answer =
        switch (turn) {
          case ANSWER, ANSWER_AND_CLOSE -> GOOD;
          case CLOSE, RESET -> "";
          case CUT -> GOOD.substring(0, GOOD.length() - 2);
          case BAD_GATEWAY -> "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n";
          case NOT_FOUND -> "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
          case OTHER_RELEASE -> GOOD.replace("web 1", "bad 1");
        };
    socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
    if (turn == Turn.RESET) {
      socket.setSoLinger(/* on= */ true, /* linger= */ 0);
    }
    return turn == Turn.ANSWER;
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
