package slipway.deployer.caddy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PlainConfigTest {
  private static final String HEAD = "HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n";

  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void anAnswerIsReadWholeHoweverLongItIs() throws IOException {
    String body = "0123456789".repeat(20_000);
    serve(socket -> socket.getOutputStream().write((HEAD + body).getBytes(ISO_8859_1)));
    assertEquals(body, new String(PlainConfig.read(address()), ISO_8859_1));
  }

  @Test
  void anythingButSuccessIsAFailure() {
    serve(socket ->
        socket.getOutputStream().write("HTTP/1.0 403 Forbidden\r\n\r\n{}".getBytes(ISO_8859_1)));
    assertThrows(IOException.class, () -> PlainConfig.read(address()));
  }

  @Test
  void oneThatSaysAByteNowAndThenIsGivenUp() {
    serve(socket -> {
      socket.getOutputStream().write(HEAD.getBytes(ISO_8859_1));
      for (int i = 0; i < 200; i++) {
        socket.getOutputStream().write('x');
        Thread.sleep(100);
      }
    });
    assertGivenUp();
  }

  @Test
  void oneThatSaysNothingIsGivenUp() {
    serve(_ -> Thread.sleep(20_000));
    assertGivenUp();
  }

  private void assertGivenUp() {
    long began = System.nanoTime();
    assertThrows(IOException.class, () -> PlainConfig.read(address(), Duration.ofMillis(500)));
    assertTrue(Duration.ofNanos(System.nanoTime() - began).toMillis() < 5000);
  }

  private String address() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  private interface Manner {
    void meet(Socket socket) throws IOException, InterruptedException;
  }

  /// One connection, the head of whose request is read first.
  private void serve(Manner manner) {
    Thread.ofVirtual()
        .start(() -> {
          try (Socket socket = server.accept()) {
            String head = "";
            while (!head.endsWith("\r\n\r\n")) {
              head += (char) socket.getInputStream().read();
            }
            manner.meet(socket);
          } catch (IOException | InterruptedException _) {
            // It is over.
          }
        });
  }
}
