package slipway.cache;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/// Small objects that are read side by side before Nix asks for them, because Nix copies no more
/// paths at once than there are cores. Each is given away once.
final class ReadAhead {
  /// Over a larger object, one round trip is little.
  static final int LARGEST_BYTES = 1 << 20;

  /// Of what was read and nobody has asked for yet.
  private static final int MAX_KIBIBYTES = 16 << 10;

  private static final int AT_ONCE = 32;

  private final ObjectStreams objects;
  private final Semaphore kibibytes = new Semaphore(MAX_KIBIBYTES, true);
  private final Map<String, Early> early = new ConcurrentHashMap<>();
  private final BlockingQueue<Early> queue = new LinkedBlockingQueue<>();

  /// An object that is to be read, is being read, or was.
  private record Early(
      String key, int bytes, AtomicBoolean claimed, CompletableFuture<Optional<Opened>> answer) {
    static Early of(String key, int bytes) {
      return new Early(key, bytes, new AtomicBoolean(), new CompletableFuture<>());
    }

    /// True for the first who asks: the one who reads it.
    boolean claim() {
      return claimed.compareAndSet(false, true);
    }

    int kibibytes() {
      return bytes / 1024 + 1;
    }
  }

  ReadAhead(ObjectStreams objects) {
    this.objects = objects;
  }

  /// Begins to read what is asked for by [#want], until the threads are interrupted.
  void start(Executor threads) {
    for (int each = 0; each < AT_ONCE; each++) {
      threads.execute(this::readAll);
    }
  }

  /// @param bytes it has at most
  void want(String key, int bytes) {
    Early wanted = Early.of(key, bytes);
    if (early.putIfAbsent(key, wanted) == null) {
      queue.add(wanted);
    }
  }

  /// What the bucket has answered. Empty where nobody has begun to read the object, or its body
  /// broke off: then it is to be asked for. Waits for one that is on its way.
  Optional<Opened> take(String key) throws BucketException {
    Early wanted = early.remove(key);
    if (wanted == null || wanted.claim()) {
      return Optional.empty();
    }
    try {
      return wanted.answer().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BucketException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      kibibytes.release(wanted.kibibytes());
    }
  }

  private void readAll() {
    try {
      while (true) {
        Early next = queue.take();
        kibibytes.acquire(next.kibibytes());
        if (next.claim()) {
          read(next);
        } else {
          kibibytes.release(next.kibibytes());
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the store is closed
    }
  }

  private void read(Early wanted) {
    try {
      Opened opened = objects.open(wanted.key(), null, null);
      wanted.answer().complete(whole(opened, wanted.bytes()));
    } catch (BucketException | RuntimeException e) {
      wanted.answer().completeExceptionally(e);
    }
  }

  private static Optional<Opened> whole(Opened opened, int mostBytes) {
    return switch (opened) {
      case Opened.Body body -> whole(body, mostBytes);
      case Opened.Held _, Opened.Missing _, Opened.NotModified _, Opened.NoSuchRange _ ->
          Optional.of(opened);
    };
  }

  private static Optional<Opened> whole(Opened.Body body, int mostBytes) {
    try (body) {
      if (body.headers().length() > mostBytes) {
        return Optional.empty();
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      body.copyTo(bytes, _ -> {});
      return Optional.of(new Opened.Held(body.headers(), bytes.toByteArray()));
    } catch (BucketException | IOException _) {
      return Optional.empty(); // whoever asks for it meets the same, or does not
    }
  }
}
