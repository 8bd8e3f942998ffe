package slipway.push.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import slipway.push.outcome.Failure;

class LoopbackTest {
  private static final String POLICY = "default-src 'none'";

  private Loopback server;

  @BeforeEach
  void open() throws Failure {
    server = Loopback.open(0, again -> again ? "again" : "grüße", POLICY);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void thePageComesWithAllThatKeepsItAlone() throws IOException {
    String answer = ask("GET / HTTP/1.1", "localhost");
    assertTrue(answer.startsWith("HTTP/1.1 200 ") && answer.endsWith("\r\n\r\ngrüße"), answer);
    for (String header :
        new String[] {
          "Content-type: text/html; charset=utf-8",
          "Content-security-policy: default-src 'none'; frame-ancestors 'none'",
          "X-content-type-options: nosniff",
          "Referrer-policy: no-referrer",
          "Cache-control: no-store",
          "Cross-origin-resource-policy: same-origin"
        }) {
      assertTrue(answer.contains("\r\n" + header + "\r\n"), header + " is not in " + answer);
    }
  }

  @Test
  void headHasTheHeadersAndNoBody() throws IOException {
    String answer = ask("HEAD / HTTP/1.1", "127.0.0.1");
    assertTrue(answer.contains("\r\nContent-length: 7\r\n") && answer.endsWith("\r\n\r\n"), answer);
  }

  @Test
  void whoWantsItAgainAndAgainSaysSoInTheAddress() throws IOException {
    assertTrue(ask("GET /?refresh HTTP/1.1", "localhost").endsWith("\r\n\r\nagain"));
    assertTrue(ask("GET /?other HTTP/1.1", "localhost").endsWith("\r\n\r\ngrüße"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET / HTTP/1.1, 127.0.0.1:8460, 200",
    "GET / HTTP/1.1, LOCALHOST:1, 200",
    "GET / HTTP/1.1, [::1]:9000, 200",
    "GET / HTTP/1.1, evil.example, 421",
    "GET / HTTP/1.1, localhost.evil.example, 421",
    "GET / HTTP/1.1, 127.0.0.1.evil.example:8460, 421",
    "GET / HTTP/1.1, 127.0.0.1@evil.example, 421",
    "GET / HTTP/1.1, '', 421",
    "GET /x HTTP/1.1, localhost, 404",
    "GET /favicon.ico HTTP/1.1, localhost, 404",
    "GET /../etc/passwd HTTP/1.1, localhost, 404",
    "POST / HTTP/1.1, localhost, 405",
    "DELETE / HTTP/1.1, localhost, 405",
    "OPTIONS / HTTP/1.1, localhost, 405"
  })
  void onlyTheOneAddressIsAnsweredAndOnlyByItsNames(String line, String host, String status)
      throws IOException {
    String answer = ask(line, host);
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    assertTrue(answer.contains("\r\nContent-security-policy: "), answer);
  }

  @Test
  void aRequestWithoutAHostIsRefused() throws IOException {
    assertTrue(send("GET / HTTP/1.0\r\n\r\n").startsWith("HTTP/1.1 421 "));
    assertTrue(
        send("GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
            .startsWith("HTTP/1.1 4"));
  }

  @Test
  void aPortThatIsTakenIsNamedWithWhatToTypeNext() {
    int taken = server.address().getPort();
    Failure failure =
        assertThrows(Failure.class, () -> Loopback.open(taken, _ -> "", POLICY).close());
    assertTrue(failure.getMessage().contains("127.0.0.1:" + taken), failure.getMessage());
    assertTrue(failure.getMessage().contains("--serve 0"), failure.getMessage());
  }

  @Test
  void itListensOnTheLoopbackAlone() {
    int port = server.address().getPort();
    assertThrows(
        ConnectException.class,
        () -> new Socket(InetAddress.ofLiteral("127.0.0.2"), port).close(),
        "all of 127.0.0.0/8 is this machine's, and would answer for any address");
  }

  private String ask(String line, String host) throws IOException {
    return send(line + "\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
  }

  private String send(String request) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.ofLiteral("127.0.0.1"), server.address().getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
