package slipway.cache;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WireTest {
  private static final Timeouts LITTLE =
      new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(1), 1);
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi".getBytes(ISO_8859_1);

  private ServerSocket server;
  private Wire wire;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    wire = new Wire(URI.create("http://127.0.0.1:" + server.getLocalPort()), LITTLE);
  }

  @AfterEach
  void close() throws IOException {
    wire.close();
    server.close();
  }

  @Test
  void aServerThatSaysAByteNowAndThenIsGivenUp() {
    serve(socket -> {
      for (int i = 0; ; i++) {
        socket.getOutputStream().write(ANSWER[i % 4]);
        Thread.sleep(100);
      }
    });

    IOException late = assertThrows(IOException.class, () -> wire.send(get()));

    assertEquals("not done in 1 s", late.getMessage());
  }

  @Test
  void soIsOneWhoseAnswerComesByteByByte() {
    byte[] slow = "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n".getBytes(ISO_8859_1);
    serve(socket -> {
      socket.getOutputStream().write(slow);
      for (int i = 0; i < 50; i++) {
        Thread.sleep(100);
        socket.getOutputStream().write('x');
      }
    });

    long began = System.nanoTime();
    assertThrows(IOException.class, () -> wire.send(get()));
    assertTrue(Duration.ofNanos(System.nanoTime() - began).toMillis() < 2000);
  }

  @Test
  void soIsAHandshakeThatComesByteByByte() {
    byte[] record = {22, 3, 3, 16, 0};
    serve(socket -> {
      socket.getOutputStream().write(record);
      while (true) {
        Thread.sleep(100);
        socket.getOutputStream().write(2);
      }
    });

    long began = System.nanoTime();
    URI address = URI.create("https://127.0.0.1:" + server.getLocalPort());
    try (Wire secure = new Wire(address, LITTLE)) {
      assertThrows(IOException.class, () -> secure.send(get()));
    }
    assertTrue(Duration.ofNanos(System.nanoTime() - began).toMillis() < 4000);
  }

  @Test
  void theTimeOfOneRequestIsNotThatOfTheNext() throws Exception {
    serve(WireTest::answerAll);
    for (int i = 0; i < 5; i++) {
      assertEquals("hi", new String(wire.send(get()).body(), ISO_8859_1));
      Thread.sleep(300);
    }
  }

  @Test
  void connectionsThatWereClosedMeanwhileAreReplaced() throws Exception {
    CountDownLatch closed = new CountDownLatch(2);
    serve(socket -> {
      if (closed.getCount() > 0) {
        socket.close();
        closed.countDown();
      } else {
        answerAll(socket);
      }
    });
    wire.openAhead(2);
    closed.await();

    assertEquals("hi", new String(wire.send(get()).body(), ISO_8859_1));
  }

  @Test
  void moreThanIsAskedForIsNoBreak() {
    serve(WireTest::answerAll);

    Wire.Request little = new Wire.Request("GET", head(), new byte[0], 0, 1, _ -> {});
    assertTrue(
        assertThrows(Wire.TooLarge.class, () -> wire.send(little))
            .getMessage()
            .contains("1 bytes"));
  }

  private static Wire.Request get() {
    return new Wire.Request("GET", head(), new byte[0], 0, 100, _ -> {});
  }

  private static String head() {
    return "GET / HTTP/1.1\r\nhost: it\r\n\r\n";
  }

  private static void answerAll(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    int newlines = 0;
    for (int next = in.read(); next >= 0; next = in.read()) {
      newlines = next == '\n' ? newlines + 1 : newlines;
      if (newlines == 3) {
        newlines = 0;
        socket.getOutputStream().write(ANSWER);
      }
    }
  }

  private interface Manner {
    void meet(Socket socket) throws IOException, InterruptedException;
  }

  /// One connection after the other, until the test is over.
  private void serve(Manner manner) {
    Thread.ofVirtual()
        .start(() -> {
          while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
              manner.meet(socket);
            } catch (IOException | InterruptedException _) {
              // That one is over.
            }
          }
        });
  }
}
