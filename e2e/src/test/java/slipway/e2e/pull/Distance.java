package slipway.e2e.pull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import slipway.e2e.host.S3Endpoint;

/// Puts an S3 server far away: what comes through this port of the loopback takes half of a round
/// trip in each direction, and a connection one more to be opened. All connections share the
/// bandwidth of the line. It stands in for netem, which not every kernel has.
final class Distance implements AutoCloseable {
  private static final int PIECE_BYTES = 64 << 10;
  private static final int BACKLOG = 200;

  private final S3Endpoint server;
  private final Road road;
  private final Line there;
  private final Line back;
  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private Distance(S3Endpoint server, Road road, ServerSocket socket) {
    this.server = server;
    this.road = road;
    this.there = new Line(road);
    this.back = new Line(road);
    this.socket = socket;
  }

  static Distance of(Road road, S3Endpoint server) {
    try {
      Distance distance =
          new Distance(
              server, road, new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
      var _ = distance.threads.submit(distance::accept);
      return distance;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen", e);
    }
  }

  Road road() {
    return road;
  }

  /// The server's, from afar.
  S3Endpoint endpoint() {
    return new S3Endpoint(
        URI.create("http://127.0.0.1:" + socket.getLocalPort()),
        server.accessKey(),
        server.secretKey());
  }

  /// Returns when the socket is closed.
  private Void accept() throws IOException {
    while (true) {
      Socket client = socket.accept();
      Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
      client.setTcpNoDelay(true);
      upstream.setTcpNoDelay(true);
      long open = System.nanoTime() + road.roundTrip().toNanos();
      carry(client, upstream, open, there);
      carry(upstream, client, open, back);
    }
  }

  /// Bytes on their way, none at the end.
  private record Piece(byte[] bytes, long due) {}

  /// @param open when the connection is there, by [System#nanoTime]
  private void carry(Socket from, Socket to, long open, Line line) {
    BlockingQueue<Piece> way = new LinkedBlockingQueue<>();
    var _ =
        threads.submit(() -> {
          InputStream in = from.getInputStream();
          byte[] buffer = new byte[PIECE_BYTES];
          int count = 0;
          while (count >= 0) {
            try {
              count = in.read(buffer);
            } catch (IOException _) {
              count = -1; // reset, which arrives as an end
            }
            long sent = line.sent(Math.max(0, count), Math.max(System.nanoTime(), open));
            way.add(
                new Piece(
                    Arrays.copyOf(buffer, Math.max(0, count)),
                    sent + road.roundTrip().toNanos() / 2));
          }
          return null;
        });
    var _ =
        threads.submit(() -> {
          try (to) {
            OutputStream out = to.getOutputStream();
            for (Piece next = way.take(); next.bytes().length > 0; next = way.take()) {
              long left = next.due() - System.nanoTime();
              if (left > 0) {
                Thread.sleep(Duration.ofNanos(left));
              }
              out.write(next.bytes());
            }
          }
          return null;
        });
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot stop listening", e);
    }
  }
}
