package slipway.cache.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// An S3 server in this process: path-style, one access key, signatures checked, conditional writes
/// atomic. Objects live in temporary files, and go when it is closed.
public final class EmbeddedS3 implements AutoCloseable {
  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int LONGEST_LOG = 20_000;

  private final HttpServer server;
  private final ExecutorService threads;
  private final Path folder;
  private final String accessKey;
  private final String secretKey;
  private final Buckets buckets;
  private final Faults faults;
  private final Deque<Seen> log;

  private EmbeddedS3(
      HttpServer server, ExecutorService threads, Path folder, String accessKey, String secretKey) {
    this.server = server;
    this.threads = threads;
    this.folder = folder;
    this.accessKey = accessKey;
    this.secretKey = secretKey;
    this.buckets = new Buckets();
    this.faults = new Faults();
    this.log = new ConcurrentLinkedDeque<>();
  }

  /// On a free port of 127.0.0.1.
  public static EmbeddedS3 start() throws IOException {
    return start(0, "test-access-key", "test-secret-key");
  }

  /// On a port of 127.0.0.1; 0 means a free one.
  public static EmbeddedS3 start(int port, String accessKey, String secretKey) throws IOException {
    // Without it the end of a body waits for the client to acknowledge what came before.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    Path folder = Files.createTempDirectory("embedded-s3");
    EmbeddedS3 started = new EmbeddedS3(server, threads, folder, accessKey, secretKey);
    SignatureCheck signatures = new SignatureCheck(accessKey, secretKey, Clock.systemUTC());
    server.setExecutor(threads);
    server.createContext(
        "/", new S3Handler(signatures, started.buckets, folder, started.faults, started::remember));
    server.start();
    return started;
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public String accessKey() {
    return accessKey;
  }

  public String secretKey() {
    return secretKey;
  }

  public EmbeddedS3 createBucket(String name) {
    buckets.create(name);
    return this;
  }

  public Faults faults() {
    return faults;
  }

  /// The last requests that were answered, oldest first.
  public List<Seen> seen() {
    return List.copyOf(log);
  }

  /// Multipart uploads that were started and neither completed nor aborted.
  public int openUploads() {
    return buckets.openUploads();
  }

  private void remember(Seen request) {
    log.addLast(request);
    if (log.size() > LONGEST_LOG) {
      log.pollFirst();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
