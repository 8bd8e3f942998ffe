package slipway.e2e.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import slipway.e2e.host.S3Endpoint;

/// Stands in front of an S3 server on a port of its own. Each request travels on a connection of
/// its own, path and signed headers untouched, so that the server's check of signatures still
/// passes.
public final class S3Proxy implements AutoCloseable {
  private static final int LONGEST_SILENCE = (int) Duration.ofMinutes(1).toMillis();
  private static final Answer NOTHING = new Answer(new byte[0]);

  private final S3Endpoint server;
  private final Traffic traffic;
  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private S3Proxy(S3Endpoint server, Traffic traffic, ServerSocket socket) {
    this.server = server;
    this.traffic = traffic;
    this.socket = socket;
  }

  public static S3Proxy before(S3Endpoint server, Traffic traffic) {
    try {
      S3Proxy proxy =
          new S3Proxy(server, traffic, new ServerSocket(0, 100, InetAddress.getLoopbackAddress()));
      var _ = proxy.threads.submit(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen", e);
    }
  }

  /// The server's, by way of this.
  public S3Endpoint endpoint() {
    return new S3Endpoint(
        URI.create("http://127.0.0.1:" + socket.getLocalPort()),
        server.accessKey(),
        server.secretKey());
  }

  /// Returns when the socket is closed.
  private Void accept() throws IOException {
    while (true) {
      Socket client = socket.accept();
      var _ = threads.submit(() -> serve(client));
    }
  }

  private Void serve(Socket client) throws IOException, InterruptedException {
    try (client) {
      client.setSoTimeout(LONGEST_SILENCE);
      InputStream in = new BufferedInputStream(client.getInputStream());
      Optional<Request> request =
          Request.read(
              in,
              () ->
                  client
                      .getOutputStream()
                      .write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1)));
      if (request.isPresent()) {
        serve(client, request.get());
      }
    }
    return null;
  }

  private void serve(Socket client, Request request) throws IOException, InterruptedException {
    Verdict verdict = traffic.arrives(request);
    Answer answer =
        switch (verdict) {
          case Verdict.Refuse(int status, String code) -> Answer.error(status, code);
          case Verdict.Reply(Answer reply) -> reply;
          case Verdict.Reset() -> NOTHING;
          case Verdict.Change(var change) -> change.apply(ask(request));
          case Verdict.Pass _,
              Verdict.PassThenRefuse _,
              Verdict.PassThenReset _,
              Verdict.PassThenSilence _,
              Verdict.CutShort _,
              Verdict.Stall _,
              Verdict.Trickle _ ->
              ask(request);
        };
    traffic.leaves(request, verdict, answer);
    OutputStream out = client.getOutputStream();
    switch (verdict) {
      case Verdict.Pass _, Verdict.Refuse _, Verdict.Reply _, Verdict.Change _ ->
          out.write(answer.bytes());
      case Verdict.PassThenRefuse(int status, String code) ->
          out.write(Answer.error(status, code).bytes());
      case Verdict.Reset _, Verdict.PassThenReset _ -> client.setSoLinger(true, 0);
      case Verdict.PassThenSilence _ -> client.getInputStream().readAllBytes();
      case Verdict.CutShort(int after) -> begin(out, answer, after);
      case Verdict.Stall(int after) -> {
        begin(out, answer, after);
        client.getInputStream().readAllBytes();
      }
      case Verdict.Trickle(Duration pause) -> trickle(out, answer, pause);
    }
  }

  private static void begin(OutputStream out, Answer answer, int after) throws IOException {
    byte[] bytes = answer.bytes();
    out.write(bytes, 0, Math.min(bytes.length, answer.headLength() + after));
  }

  private static void trickle(OutputStream out, Answer answer, Duration pause)
      throws IOException, InterruptedException {
    begin(out, answer, 0);
    for (byte next : answer.body()) {
      Thread.sleep(pause);
      out.write(next);
    }
  }

  private Answer ask(Request request) throws IOException {
    try (Socket upstream =
        new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      upstream.getOutputStream().write(request.forward());
      return new Answer(upstream.getInputStream().readAllBytes());
    } catch (IOException _) {
      return NOTHING;
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot stop listening", e);
    }
    threads.shutdownNow();
  }
}
