package slipway.push.serve;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import slipway.push.page.Pages;

/// Serves one page to this machine and to nobody else.
public final class Loopback implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads;

  private Loopback(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /// @param port 0 means any that is free
  /// @param policy the content security policy of the page
  public static Loopback open(int port, Pages pages, String policy) throws Failure {
    InetAddress here = InetAddress.ofLiteral("127.0.0.1");
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress(here, port), 0);
      // Whoever is slow to ask or to read keeps nobody else waiting.
      ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
      server.setExecutor(threads);
      server.createContext("/", new PageHandler(pages, policy));
      server.start();
      return new Loopback(server, threads);
    } catch (IOException e) {
      throw new Failure(
          ExitCode.FAILED,
          "cannot listen on 127.0.0.1:%d: %s; --serve PORT names another port, --serve 0 any that is free"
              .formatted(port, Failure.text(e)),
          e);
    }
  }

  public URI address() {
    return URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
