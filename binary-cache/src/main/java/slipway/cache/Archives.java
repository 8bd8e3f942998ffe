package slipway.cache;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Archives on their way to a bucket, small ones many at once and behind Nix's back: it sends no
/// more at a time than there are cores, and waits for each.
///
/// A small one is held until it is stored, 32 MiB of them in all. A larger one streams through
/// while Nix waits, in parts of 8 MiB that are sent side by side; no more than eight of all are
/// held. Where the heap is small, either takes no more than a quarter of it.
public final class Archives implements AutoCloseable {
  /// Of a larger one, the round trip is a small part.
  static final int LARGEST_HELD_BYTES = 1 << 20;

  private static final int AT_ONCE = 64;
  private static final int MOST_PARTS_AT_ONCE = 8;
  private static final int PATIENCE_SECONDS = 2;
  private static final long NOT_SENT = -1;

  private static final long QUARTER = Runtime.getRuntime().maxMemory() / 4;
  private static final int PARTS_AT_ONCE =
      Math.clamp(QUARTER / Upload.PART_BYTES, 1, MOST_PARTS_AT_ONCE);
  private static final int MAX_KIBIBYTES = Math.clamp(QUARTER >> 10, 2 << 10, 32 << 10);

  private final ObjectStreams objects;
  private final Meter meter;
  private final Semaphore parts = new Semaphore(PARTS_AT_ONCE, true);
  private final Semaphore turns = new Semaphore(AT_ONCE, true);
  private final Semaphore kibibytes = new Semaphore(MAX_KIBIBYTES, true);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, CompletableFuture<Long>> taken = new ConcurrentHashMap<>();

  public Archives(Bucket bucket, UploadWatch watch) {
    this.objects = bucket.streams();
    this.meter = new Meter(watch);
  }

  /// Returns when Nix may go on.
  ///
  /// @param length -1 where it is not known
  /// @throws BucketException where this one cannot be stored, or an earlier one could not
  void take(String key, ContentHeaders headers, InputStream content, long length)
      throws IOException, BucketException {
    Optional<BucketException> failure = meter.firstFailure();
    if (failure.isPresent()) {
      throw failure.get();
    }
    CompletableFuture<Long> stored = begun(key);
    if (length < 0 || length > LARGEST_HELD_BYTES) {
      try {
        stored.complete(store(key, headers, content, length, parts));
        return;
      } catch (BucketException | IOException | RuntimeException | Error e) {
        stored.completeExceptionally(e);
        throw e;
      }
    }
    byte[] held;
    try {
      held = held(content, (int) length);
    } catch (IOException | RuntimeException e) {
      stored.completeExceptionally(e); // broken off; Nix sends it again, or has failed
      throw e;
    }
    begin(stored, held.length, () -> store(key, headers, held));
  }

  /// Takes one that was packed here, and returns when there is room for the next.
  ///
  /// @param archive of up to 1 MiB; not copied, so not to be written to
  /// @throws BucketException where an earlier one could not be stored
  public void take(String key, String type, byte[] archive)
      throws BucketException, InterruptedException {
    hold(key, archive, () -> store(key, new ContentHeaders(type, null), archive));
  }

  /// The same, but what is there of that name is left as it is. It then counts as not sent.
  ///
  /// @param isThere is asked where the bucket does not tell by itself
  public void offer(String key, String type, byte[] archive, BooleanSupplier isThere)
      throws BucketException, InterruptedException {
    ContentHeaders headers = new ContentHeaders(type, null);
    hold(
        key,
        archive,
        () -> {
          if (objects.offer(key, type, archive, meter::sending)) {
            meter.wrote(key, archive.length);
            return archive.length;
          }
          return isThere.getAsBoolean() ? NOT_SENT : store(key, headers, archive);
        });
  }

  private interface Storing {
    /// Returns the bytes that were stored.
    long run() throws IOException, BucketException;
  }

  private void hold(String key, byte[] archive, Storing storing)
      throws BucketException, InterruptedException {
    Optional<BucketException> failure = meter.firstFailure();
    if (failure.isPresent()) {
      throw failure.get();
    }
    kibibytes.acquire(kibibytes(archive.length));
    begin(begun(key), archive.length, storing);
  }

  /// @param length has its share of the room
  private void begin(CompletableFuture<Long> stored, int length, Storing storing) {
    threads.execute(() -> {
      try {
        stored.complete(storing.run());
      } catch (BucketException e) {
        // Whoever sends has gone on; it is told at the next archive.
        meter.failed(e);
        stored.completeExceptionally(e);
      } catch (IOException | RuntimeException | Error e) {
        stored.completeExceptionally(e);
      } finally {
        kibibytes.release(kibibytes(length));
      }
    });
  }

  private long store(String key, ContentHeaders headers, byte[] held)
      throws IOException, BucketException {
    return store(key, headers, new ByteArrayInputStream(held), held.length, turns);
  }

  /// Two paths of the same content have one archive, and Nix may send one twice: whoever waits for
  /// the first is told of the last.
  private CompletableFuture<Long> begun(String key) {
    CompletableFuture<Long> stored = new CompletableFuture<>();
    CompletableFuture<Long> before = taken.put(key, stored);
    if (before != null) {
      var _ =
          stored.whenComplete((bytes, failure) -> {
            if (failure == null) {
              before.complete(bytes);
            } else {
              before.completeExceptionally(failure);
            }
          });
    }
    return stored;
  }

  /// Waits until an archive that was taken is in the bucket, and returns its size; empty where none
  /// was sent.
  public OptionalLong await(String key) throws BucketException, InterruptedException {
    CompletableFuture<Long> stored = taken.get(key);
    if (stored == null) {
      return OptionalLong.empty();
    }
    try {
      long bytes = stored.get();
      return bytes == NOT_SENT ? OptionalLong.empty() : OptionalLong.of(bytes);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BucketException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /// Why the first of those failed that did.
  public Optional<BucketException> firstFailure() {
    return meter.firstFailure();
  }

  private byte[] held(InputStream content, int length) throws IOException {
    try {
      kibibytes.acquire(kibibytes(length));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped before an archive was taken");
    }
    try {
      byte[] held = content.readNBytes(length);
      if (held.length == length) {
        return held;
      }
      throw new EOFException("got " + held.length + " of " + length + " bytes");
    } catch (IOException | RuntimeException e) {
      kibibytes.release(kibibytes(length));
      throw e;
    }
  }

  private long store(
      String key, ContentHeaders headers, InputStream content, long length, Semaphore turns)
      throws IOException, BucketException {
    long bytes = objects.upload(key, headers, turns, meter::sending).store(content, length);
    meter.wrote(key, bytes);
    return bytes;
  }

  private static int kibibytes(int bytes) {
    return bytes / 1024 + 1;
  }

  /// What is on its way is cut off.
  @Override
  public void close() {
    threads.shutdownNow();
    boolean interrupted = Thread.interrupted();
    try {
      boolean _ = threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
