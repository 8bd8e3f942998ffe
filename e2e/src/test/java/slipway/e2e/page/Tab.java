package slipway.e2e.page;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import slipway.e2e.ground.Documents;
import slipway.e2e.host.Await;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A tab of a [Browser], by the Chrome DevTools Protocol.
final class Tab {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final AtomicInteger count = new AtomicInteger();
  private final WebSocket socket;

  private Tab(HttpClient http, URI address) {
    this.socket = http.newWebSocketBuilder().buildAsync(address, new Messages()).join();
  }

  static Tab of(HttpClient http, URI address) {
    Tab tab = new Tab(http, address);
    List.of("Page.enable", "Network.enable", "Log.enable", "Runtime.enable")
        .forEach(method -> tab.call(method, Documents.object()));
    return tab;
  }

  private final class Messages implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public CompletableFuture<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      message.append(data);
      if (last) {
        take(JsonMapper.shared().readTree(message.toString()));
        message.setLength(0);
      }
      webSocket.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }

  private void take(JsonNode message) {
    CompletableFuture<JsonNode> answer = waiting.remove(message.path("id").asInt(-1));
    if (answer == null) {
      events.add(message);
    } else {
      answer.complete(message);
    }
  }

  JsonNode call(String method, ObjectNode parameters) {
    int id = count.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    ObjectNode message = Documents.object().put("id", id).put("method", method);
    message.set("params", parameters);
    socket.sendText(message.toString(), true).join();
    JsonNode said = answer.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    assertTrue(said.path("error").isMissingNode(), () -> method + ": " + said);
    return said.path("result");
  }

  /// Returns when all of it is there.
  void open(String address) {
    events.clear();
    call("Page.navigate", Documents.object().put("url", address));
    Await.until(address + " is there", LIMIT, () -> !events("Page.loadEventFired").isEmpty());
  }

  /// What an expression of JavaScript comes to; of a promise, what that does. The page's policy
  /// does not hold for it.
  JsonNode value(String expression) {
    JsonNode said =
        call(
            "Runtime.evaluate",
            Documents.object()
                .put("expression", expression)
                .put("awaitPromise", true)
                .put("returnByValue", true));
    assertTrue(said.path("exceptionDetails").isMissingNode(), said::toString);
    return said.at("/result/value");
  }

  /// The parameters of all events of that name since the page was opened.
  List<JsonNode> events(String method) {
    return events.stream()
        .filter(event -> event.path("method").asString("").equals(method))
        .map(event -> event.path("params"))
        .toList();
  }

  /// The addresses that were asked for since the page was opened.
  List<String> requests() {
    return events("Network.requestWillBeSent").stream()
        .map(event -> event.at("/request/url").asString())
        .toList();
  }

  void size(int width, int height) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Documents.object()
            .put("width", width)
            .put("height", height)
            .put("deviceScaleFactor", 1)
            .put("mobile", width < 500));
  }

  void scheme(String scheme) {
    ObjectNode media = Documents.object();
    media.putArray("features").addObject().put("name", "prefers-color-scheme").put("value", scheme);
    call("Emulation.setEmulatedMedia", media);
  }

  /// @param text what the key writes; empty where it writes nothing
  void press(String key, int code, String text) {
    ObjectNode event =
        Documents.object()
            .put("key", key)
            .put("code", key)
            .put("windowsVirtualKeyCode", code)
            .put("text", text);
    call("Input.dispatchKeyEvent", event.put("type", text.isEmpty() ? "rawKeyDown" : "keyDown"));
    call("Input.dispatchKeyEvent", event.put("type", "keyUp").put("text", ""));
  }

  /// All of the page, as PNG.
  byte[] picture() {
    return Base64.getDecoder()
        .decode(
            call("Page.captureScreenshot", Documents.object().put("captureBeyondViewport", true))
                .path("data")
                .asString());
  }
}
