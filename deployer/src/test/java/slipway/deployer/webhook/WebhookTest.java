package slipway.deployer.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.deployer.notify.Event;
import slipway.deployer.notify.Letter;
import slipway.deployer.notify.Sink.Delivery;

class WebhookTest {
  private static final String TOKEN = "T0KEN";
  private static final Letter LETTER =
      new Letter("0011223344556677", Event.FAILURE, "biz: web failed", "{\"text\":\"ä\"}");

  private final List<Integer> answers = new ArrayList<>();
  private final List<String> taken = new CopyOnWriteArrayList<>();
  @TempDir Path secrets;
  private HttpServer server;

  @BeforeEach
  void aReceiverListens() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void itStops() {
    server.stop(0);
  }

  @Test
  void aLetterIsPostedAsJsonToTheUrlThatTheFileHolds() throws IOException {
    assertEquals(new Delivery.Delivered(), deliver(file(url() + "\n", "rw-------")));
    assertEquals(
        List.of(
            "POST /"
                + TOKEN
                + " application/json; charset=utf-8 0011223344556677 {\"text\":\"ä\"}"),
        taken);
  }

  @Test
  void theUrlMayStandInTheSettings() {
    assertEquals(new Delivery.Delivered(), deliver(new WebhookAddress.Written(url())));
  }

  @Test
  void anErrorOfTheServersIsTriedOnceMore() throws IOException {
    answers.addAll(List.of(503, 204));
    assertEquals(new Delivery.Delivered(), deliver(file(url(), "rw-------")));
    assertEquals(2, taken.size());
  }

  @Test
  void whatTheServerRefusesIsNotTriedAgainAndNamedWithoutTheUrl() throws IOException {
    answers.add(404);
    assertFailed("127.0.0.1 answers HTTP 404", deliver(file(url(), "rw-------")));
    assertEquals(1, taken.size());
  }

  @Test
  void aRedirectIsNotFollowed() throws IOException {
    answers.add(302);
    assertFailed(
        "127.0.0.1 answers HTTP 302, a redirect, which is not followed",
        deliver(file(url(), "rw-------")));
    assertEquals(1, taken.size());
  }

  @Test
  void aReceiverThatHangsIsGivenUpInTime() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      long begin = System.nanoTime();
      Delivery delivery =
          deliver(
              new WebhookAddress.Written(
                  "http://127.0.0.1:" + silent.getLocalPort() + "/" + TOKEN));
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      assertFailed("127.0.0.1 gives no answer in time", delivery);
      assertTrue(took.toMillis() < 5_000, took::toString);
    }
  }

  @Test
  void aNameThatIsNeverResolvedIsGivenUpInTime() {
    CountDownLatch end = new CountDownLatch(1);
    Webhook webhook =
        new Webhook(
            new WebhookAddress.Written("http://slow.example/" + TOKEN),
            Duration.ofMillis(200),
            _ -> {
              awaitWhateverHappens(end);
              return List.of();
            });
    try {
      assertFailed("slow.example gives no answer in time", webhook.deliver(LETTER));
    } finally {
      end.countDown();
    }
  }

  @Test
  void aReceiverThatIsNotThereIsNamed() {
    server.stop(0);
    assertFailed("127.0.0.1 cannot be connected to", deliver(new WebhookAddress.Written(url())));
  }

  @Test
  void aReceiverWithoutTlsIsNamed() throws IOException {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answerWithoutTls(plain));
      assertFailed(
          "127.0.0.1 cannot be spoken to over TLS (SSLException)",
          deliver(
              new WebhookAddress.Written(
                  "https://127.0.0.1:" + plain.getLocalPort() + "/" + TOKEN)));
    }
  }

  private static void answerWithoutTls(ServerSocket plain) {
    while (!plain.isClosed()) {
      try (Socket caller = plain.accept()) {
        caller.getInputStream().read();
        caller.getOutputStream().write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(UTF_8));
      } catch (IOException _) {
        // The test is over, or the caller has had enough.
      }
    }
  }

  @Test
  void aFileThatIsOpenMissingOrNoUrlIsNamedWithWhatToDo() throws IOException {
    Path open = secrets.resolve("url");
    assertFailed(
        "%s is open to other users; run `chmod 0600 %s`".formatted(open, open),
        deliver(file(url(), "rw-r--r--")));
    assertFailed(
        open + " holds no URL; wanted one line, https://…",
        deliver(file("ftp://" + TOKEN, "rw-------")));
    Files.delete(open);
    assertFailed(
        open + " is missing; write the URL into it, mode 0600",
        deliver(new WebhookAddress.InFile(open)));
  }

  @Test
  void noTextOfAnAddressHasTheUrl() {
    assertFalse(new WebhookAddress.Written(url()).toString().contains(TOKEN));
  }

  /// As the system's look-up of a name.
  private static void awaitWhateverHappens(CountDownLatch end) {
    while (end.getCount() > 0) {
      try {
        end.await();
      } catch (InterruptedException _) {
        // it goes on
      }
    }
  }

  private static void assertFailed(String reason, Delivery delivery) {
    assertEquals(reason, assertInstanceOf(Delivery.Failed.class, delivery).reason());
    assertFalse(delivery.toString().contains(TOKEN), delivery::toString);
  }

  private static Delivery deliver(WebhookAddress address) {
    return new Webhook(address, Duration.ofSeconds(1)).deliver(LETTER);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + TOKEN;
  }

  private WebhookAddress file(String content, String mode) throws IOException {
    Path file = Files.writeString(secrets.resolve("url"), content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    return new WebhookAddress.InFile(file);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      taken.add(
          String.join(
              " ",
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              exchange.getRequestHeaders().getFirst("Content-Type"),
              exchange.getRequestHeaders().getFirst("Idempotency-Key"),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
      int code = answers.isEmpty() ? 200 : answers.removeFirst();
      exchange.getResponseHeaders().set("Location", "/elsewhere");
      exchange.sendResponseHeaders(code, -1);
    }
  }
}
