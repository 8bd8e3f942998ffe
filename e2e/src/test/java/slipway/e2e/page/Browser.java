package slipway.e2e.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import slipway.e2e.host.Await;
import tools.jackson.databind.json.JsonMapper;

/// A Chromium without a window. It knows no name of any other machine.
final class Browser implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path profile;
  private final Process process;
  private final int port;

  private Browser(Path profile, Process process, int port) {
    this.profile = profile;
    this.process = process;
    this.port = port;
  }

  static Browser start() {
    try {
      Path profile = Files.createTempDirectory("slipway-browser");
      Process process =
          new ProcessBuilder(
                  List.of(
                      "chromium",
                      "--headless",
                      "--no-sandbox",
                      "--disable-gpu",
                      "--disable-quic",
                      "--disable-dev-shm-usage",
                      "--disable-background-networking",
                      "--disable-component-update",
                      "--disable-sync",
                      "--no-first-run",
                      "--hide-scrollbars",
                      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                      "--user-data-dir=" + profile,
                      "--remote-debugging-port=0",
                      "about:blank"))
              .redirectErrorStream(true)
              .redirectOutput(profile.resolve("log").toFile())
              .start();
      int port = Await.value("the browser takes orders", LIMIT, () -> port(profile, process));
      return new Browser(profile, process, port);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start chromium", e);
    }
  }

  /// It writes the port and the path into a file, in two lines, once it listens.
  private static Optional<Integer> port(Path profile, Process process) {
    try {
      if (!process.isAlive()) {
        throw new IllegalStateException(
            "chromium ended: " + Files.readString(profile.resolve("log")));
      }
      Path file = profile.resolve("DevToolsActivePort");
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      return lines.size() < 2 ? Optional.empty() : Optional.of(Integer.parseInt(lines.getFirst()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// An empty one.
  Tab tab() {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?about:blank"))
              .PUT(HttpRequest.BodyPublishers.noBody())
              .build();
      String said = http.send(request, BodyHandlers.ofString()).body();
      String address = JsonMapper.shared().readTree(said).path("webSocketDebuggerUrl").asString();
      return Tab.of(http, URI.create(address));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
    http.close();
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
