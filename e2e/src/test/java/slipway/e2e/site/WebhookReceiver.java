package slipway.e2e.site;

import static java.util.stream.Collectors.joining;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A webhook on the host's loopback, whose URL a file of the site's secrets holds.
public final class WebhookReceiver implements AutoCloseable {
  /// What makes the URL a secret.
  public static final String TOKEN = "the-token-that-nobody-may-see";

  private final List<JsonNode> taken = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile CountDownLatch gate = new CountDownLatch(0);

  private WebhookReceiver(HttpServer server) {
    this.server = server;
  }

  public static WebhookReceiver open() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      WebhookReceiver receiver = new WebhookReceiver(server);
      server.createContext("/" + TOKEN, receiver::answer);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Has the site's deployer tell this one.
  public void configure(Site site) {
    String file = site.secrets() + "/webhook";
    site.host().write(file, url() + "\n");
    site.host().exec("chmod", "600", file).orFail();
    site.settings()
        .withObjectProperty("notify")
        .put("timeoutSec", 1)
        .putObject("webhook")
        .put("urlFile", file);
    site.configure();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + TOKEN;
  }

  /// Answers nobody until [#goOn].
  public void hang() {
    gate = new CountDownLatch(1);
  }

  public void goOn() {
    gate.countDown();
  }

  public List<JsonNode> taken() {
    return List.copyOf(taken);
  }

  /// What each message was about, as `event service=outcome …`.
  public List<String> told() {
    return taken.stream()
        .map(message ->
            message.required("event").stringValue()
                + StreamSupport.stream(message.required("services").spliterator(), false)
                    .map(WebhookReceiver::outcome)
                    .collect(joining()))
        .toList();
  }

  private static String outcome(JsonNode service) {
    return " %s=%s"
        .formatted(
            service.required("name").stringValue(), service.required("outcome").stringValue());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode message = JsonMapper.shared().readTree(exchange.getRequestBody());
      gate.await();
      exchange.sendResponseHeaders(204, -1);
      taken.add(message);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    goOn();
    server.stop(0);
  }
}
