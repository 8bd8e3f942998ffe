package slipway.deployer.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenerTest {
  private static final Duration PATIENCE = Duration.ofMillis(300);
  private static final String GET = "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n";

  @TempDir Path folder;

  @Test
  void aScrapeGetsThePage() throws Exception {
    ListenAddress.Tcp address = free();
    try (Listener _ = Listener.open(address, () -> "a 1\n", PATIENCE);
        HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(address.toString())).build(),
              HttpResponse.BodyHandlers.ofString());
      assertEquals(200, answer.statusCode());
      assertEquals("a 1\n", answer.body());
      assertEquals(
          "text/plain; version=0.0.4; charset=utf-8",
          answer.headers().firstValue("Content-Type").orElseThrow());
    }
  }

  @Test
  void aUnixSocketAnswersTheSameAndGoesWithTheDaemon() throws Exception {
    ListenAddress.Unix address = socket();
    try (Listener _ = Listener.open(address, () -> "a 1\n", PATIENCE)) {
      assertTrue(ask(address, GET).endsWith("\r\n\r\na 1\n"));
      assertTrue(ask(address, GET).startsWith("HTTP/1.1 200 OK\r\n"));
    }
    assertFalse(Files.exists(address.path()));
  }

  @Test
  void aSocketThatAKilledDaemonLeftIsTakenOver() throws Exception {
    ListenAddress.Unix address = socket();
    Sockets.bind(address).close();
    assertTrue(Files.exists(address.path()), "closing leaves it, as a kill does");
    try (Listener _ = Listener.open(address, () -> "a 1\n", PATIENCE)) {
      assertTrue(ask(address, GET).startsWith("HTTP/1.1 200 OK\r\n"));
    }
  }

  @Test
  void whatIsInUseOrNoSocketIsLeftAlone() throws Exception {
    ListenAddress.Unix address = socket();
    try (Listener _ = Listener.open(address, () -> "a 1\n", PATIENCE)) {
      assertThrows(IOException.class, () -> Listener.open(address, () -> "", PATIENCE));
      assertTrue(ask(address, GET).startsWith("HTTP/1.1 200 OK\r\n"));
    }
    Files.writeString(address.path(), "precious");
    assertThrows(IOException.class, () -> Listener.open(address, () -> "", PATIENCE));
    assertEquals("precious", Files.readString(address.path()));
  }

  @Test
  void aPortThatIsTakenIsRefused() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ListenAddress address = new ListenAddress.Tcp("127.0.0.1", other.getLocalPort());
      assertThrows(IOException.class, () -> Listener.open(address, () -> "", PATIENCE));
    }
  }

  @Test
  void whateverIsAskedGetsAnAnswer() throws Exception {
    ListenAddress.Unix address = socket();
    Supplier<String> bug =
        () -> {
          throw new IllegalStateException("a bug");
        };
    try (Listener _ = Listener.open(address, () -> "a 1\n", PATIENCE)) {
      assertTrue(ask(address, "GET / HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 404 "));
      assertTrue(ask(address, "POST /metrics HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 405 "));
      assertTrue(ask(address, "GET /metrics\r\n\r\n").startsWith("HTTP/1.1 400 "));
      assertTrue(ask(address, "GET /" + "x".repeat(9000)).startsWith("HTTP/1.1 431 "));
      assertTrue(ask(address, GET.replace("GET", "HEAD")).endsWith("\r\n\r\n"));
      assertTrue(ask(address, GET.replace("metrics", "metrics?a=b")).endsWith("a 1\n"));
    }
    try (Listener _ = Listener.open(address, bug, PATIENCE)) {
      assertEquals("", ask(address, GET));
      assertEquals("", ask(address, GET), "and the next one is taken");
    }
  }

  @Test
  void whoeverSaysNothingIsLetGo() throws Exception {
    ListenAddress.Unix address = socket();
    try (Listener _ = Listener.open(address, () -> "a 1\n", PATIENCE);
        SocketChannel idle = SocketChannel.open(address.socket());
        SocketChannel half = SocketChannel.open(address.socket())) {
      half.write(ByteBuffer.wrap("GET /metr".getBytes(UTF_8)));
      assertTrue(ask(address, GET).startsWith("HTTP/1.1 200 OK\r\n"));
      assertEquals(-1, idle.read(ByteBuffer.allocate(1)));
      assertEquals(-1, half.read(ByteBuffer.allocate(1)));
    }
  }

  @Test
  void whoeverReadsNothingIsLetGo() throws Exception {
    ListenAddress.Unix address = socket();
    String page = "a".repeat(10_000_000);
    try (Listener _ = Listener.open(address, () -> page, PATIENCE);
        SocketChannel deaf = SocketChannel.open(address.socket())) {
      deaf.write(ByteBuffer.wrap(GET.getBytes(UTF_8)));
      assertTrue(ask(address, "GET / HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 404 "));
    }
  }

  private ListenAddress.Unix socket() {
    return new ListenAddress.Unix(folder.resolve("metrics.sock"));
  }

  private static ListenAddress.Tcp free() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new ListenAddress.Tcp("127.0.0.1", any.getLocalPort());
    }
  }

  private static String ask(ListenAddress address, String request) throws IOException {
    try (SocketChannel client = SocketChannel.open(address.socket())) {
      client.write(ByteBuffer.wrap(request.getBytes(UTF_8)));
      return new String(Channels.newInputStream(client).readAllBytes(), UTF_8);
    }
  }
}
