package slipway.cache;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A bucket served as a Nix binary cache on 127.0.0.1 under a random path, so that any `nix copy`
/// reaches a private bucket. Open for as long as one `nix copy` runs.
///
/// What Nix reads streams through; what it writes goes by way of [Archives] and a [Shipment].
public final class LoopbackStore implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 2;
  private static final String HOST = "127.0.0.1";
  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final String NO_DELAY = "sun.net.httpserver.nodelay";

  static {
    // The JDK's only switch for TCP_NODELAY. Without it the end of a body waits for the client to
    // acknowledge what came before: an object of 300 kB takes 19 ms instead of 6.
    if (System.getProperty(NO_DELAY) == null) {
      System.setProperty(NO_DELAY, "true");
    }
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final Gate gate;
  private final Meter meter;
  private final BooleanSupplier usedIndex;

  private LoopbackStore(
      HttpServer server,
      ExecutorService threads,
      Gate gate,
      Meter meter,
      BooleanSupplier usedIndex) {
    this.server = server;
    this.threads = threads;
    this.gate = gate;
    this.meter = meter;
    this.usedIndex = usedIndex;
  }

  /// Starts serving to one that reads, and knows path and password.
  public static LoopbackStore forPull(Bucket bucket, Pull pull) throws IOException {
    return forPull(bucket, pull, Guard.PATH_AND_PASSWORD);
  }

  static LoopbackStore forPull(Bucket bucket, Pull pull, Guard guard) throws IOException {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    Readings readings = bucket.readings(pull, threads);
    Meter meter = new Meter(UploadWatch.NONE);
    return serve(threads, guard, new PullAnswers(readings, meter), meter, readings::usedIndex);
  }

  /// Starts serving to one that writes, and knows path and password.
  public static LoopbackStore forUpload(Shipment shipment, Archives archives) throws IOException {
    return serve(
        Executors.newVirtualThreadPerTaskExecutor(),
        Guard.PATH_AND_PASSWORD,
        new UploadAnswers(shipment, archives),
        new Meter(UploadWatch.NONE),
        () -> false);
  }

  private static LoopbackStore serve(
      ExecutorService threads, Guard guard, Answers answers, Meter meter, BooleanSupplier usedIndex)
      throws IOException {
    Gate gate = new Gate(guard);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", new LoopbackHandler(gate, answers, meter));
    server.start();
    return new LoopbackStore(server, threads, gate, meter, usedIndex);
  }

  /// The store's address for `nix copy --from` or `--to`: `http://127.0.0.1:PORT/<random>`.
  public URI uri() {
    return URI.create("http://" + HOST + ":" + server.getAddress().getPort() + "/" + gate.token());
  }

  /// The contents of a netrc file with the password that [Guard#PATH_AND_PASSWORD] asks for. Only
  /// its owner may be able to read the file.
  public String netrc() {
    return gate.netrc(HOST);
  }

  /// What was read so far.
  public Traffic traffic() {
    return meter.traffic();
  }

  /// Whether Nix has got a narinfo out of a closure index. If it then failed, the bucket's own
  /// narinfos may say something else.
  public boolean usedIndex() {
    return usedIndex.getAsBoolean();
  }

  /// The first time that the bucket failed: why `nix copy` failed, where it did. Nix tries again by
  /// itself, so a failure here does not mean that it failed.
  public Optional<BucketException> firstFailure() {
    return meter.firstFailure();
  }

  /// Uploads that were cut off take their parts back, for which the bucket has to be open still.
  private void awaitAborts() {
    boolean interrupted = Thread.interrupted();
    try {
      // What is not done by then is left to the bucket's own clean-up rule.
      boolean _ = threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Stops serving at once; what is under way is cut off.
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    awaitAborts();
  }
}
