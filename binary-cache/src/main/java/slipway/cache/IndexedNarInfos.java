package slipway.cache;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import slipway.manifest.StorePath;

/// Narinfos out of the closure indexes of what is pulled. An index that is absent, late or unusable
/// counts for nothing: its narinfos are asked of the bucket one by one.
final class IndexedNarInfos {
  /// After which nobody waits for an index any more.
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /// Of the narinfos of all indexes together.
  static final int MAX_BYTES = 16 << 20;

  private static final int AT_ONCE = 8;

  private final S3 s3;
  private final Pull pull;
  private final Consumer<ClosureIndex> found;
  private final Map<String, byte[]> texts = new ConcurrentHashMap<>();
  private final CountDownLatch open;
  private final long begin = System.nanoTime();
  private long bytes;
  private volatile boolean used;

  /// @param found is given each index that is taken, one at a time
  IndexedNarInfos(S3 s3, Pull pull, Consumer<ClosureIndex> found) {
    this.s3 = s3;
    this.pull = pull;
    this.found = found;
    this.open = new CountDownLatch(pull.tops().size());
  }

  /// Begins to read them.
  void read(Executor threads) {
    Semaphore turns = new Semaphore(AT_ONCE);
    for (StorePath top : pull.tops()) {
      threads.execute(() -> {
        try {
          turns.acquire();
          try {
            read(top);
          } finally {
            turns.release();
          }
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
        } finally {
          open.countDown();
        }
      });
    }
  }

  /// A narinfo, if an index has it. Waits for indexes that are on their way.
  Optional<byte[]> get(String key) {
    byte[] text = texts.get(key);
    if (text == null && awaitAll()) {
      text = texts.get(key);
    }
    if (text != null) {
      used = true;
    }
    return Optional.ofNullable(text);
  }

  /// Whether any narinfo came out of an index.
  boolean used() {
    return used;
  }

  private boolean awaitAll() {
    try {
      long left = PATIENCE.toNanos() - (System.nanoTime() - begin);
      boolean _ = open.await(left, TimeUnit.NANOSECONDS);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void read(StorePath top) {
    String key = ClosureIndex.key(top);
    try {
      switch (new ObjectReader(s3).fetch(key, null, ClosureIndex.MAX_BYTES)) {
        case Fetched.Found object -> take(top, object.body());
        case Fetched.Missing() -> {}
        case Fetched.NotModified() -> throw new IllegalStateException("nothing was known");
      }
    } catch (BucketException e) {
      pull.remark().accept(String.valueOf(e.getMessage()));
    }
  }

  /// One at a time: what is being unfolded is not yet counted.
  private synchronized void take(StorePath top, byte[] object) {
    switch (ClosureIndex.read(top, object)) {
      case ClosureIndex.Reading.Unusable(String problem) -> refuse(top, problem);
      case ClosureIndex.Reading.Read(ClosureIndex index) -> {
        long more =
            index.entries().entrySet().stream()
                .filter(entry -> !texts.containsKey(entry.getKey()))
                .mapToLong(entry -> entry.getValue().text().length)
                .sum();
        if (bytes + more > MAX_BYTES) {
          refuse(top, "there are " + bytes + " bytes of narinfos already; more are not held");
          return;
        }
        bytes += more;
        index.entries().forEach((key, entry) -> texts.putIfAbsent(key, entry.text()));
        found.accept(index);
      }
    }
  }

  private void refuse(StorePath top, String problem) {
    pull.remark()
        .accept(
            "%s of %s is not used, and narinfos are read one by one: %s; pushing %s again writes it anew"
                .formatted(ClosureIndex.key(top), s3.settings().display(), problem, top));
  }
}
