package slipway.e2e.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import slipway.e2e.host.Await;
import slipway.e2e.host.Output;
import slipway.e2e.host.Slipway;
import slipway.e2e.site.Site;

/// `slipway dashboard --serve`, at work.
final class Serving implements AutoCloseable {
  private static final ExecutorService COMMANDS = Executors.newVirtualThreadPerTaskExecutor();
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Site site;
  private final String pidFile;
  private final int port;
  private final CompletableFuture<Output> output;

  private Serving(Site site, String pidFile, int port, CompletableFuture<Output> output) {
    this.site = site;
    this.pidFile = pidFile;
    this.port = port;
    this.output = output;
  }

  /// Returns when it answers.
  static Serving begin(Site site) {
    Slipway slipway = site.slipway();
    String pidFile = slipway.directory() + "/serving";
    int port = site.port("page");
    Serving serving =
        new Serving(
            site,
            pidFile,
            port,
            CompletableFuture.supplyAsync(
                () -> slipway.runNoting(pidFile, "dashboard", "--serve", Integer.toString(port)),
                COMMANDS));
    Await.until("something listens on " + port, LIMIT, serving::listens);
    return serving;
  }

  private boolean listens() {
    if (output.isDone()) {
      throw new IllegalStateException(output.join().toString());
    }
    try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
      return socket.isConnected();
    } catch (IOException _) {
      return false;
    }
  }

  String address() {
    return "http://127.0.0.1:" + port + "/";
  }

  /// As Ctrl-C does; it has to end, and to have said where it was to be found and nothing else.
  @Override
  public void close() {
    site.host().shell("kill -INT \"$(cat \"$1\")\"", pidFile).orFail();
    Output said = output.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    assertEquals(130, said.exit(), said::toString);
    assertEquals(address(), said.text(), said::toString);
    assertEquals("", said.err(), said::toString);
  }
}
