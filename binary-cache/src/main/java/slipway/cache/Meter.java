package slipway.cache;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Counts what goes through to Nix, or from it, and keeps the first failure.
final class Meter {
  private final AtomicLong objectsRead = new AtomicLong();
  private final AtomicLong bytesRead = new AtomicLong();
  private final AtomicLong objectsWritten = new AtomicLong();
  private final AtomicLong bytesWritten = new AtomicLong();
  private final AtomicReference<@Nullable BucketException> firstFailure = new AtomicReference<>();

  private final UploadWatch watch;

  Meter(UploadWatch watch) {
    this.watch = watch;
  }

  void opened() {
    objectsRead.incrementAndGet();
  }

  void read(long bytes) {
    bytesRead.addAndGet(bytes);
  }

  void sending(long bytes) {
    watch.sending(bytes);
  }

  void wrote(String key, long bytes) {
    objectsWritten.incrementAndGet();
    bytesWritten.addAndGet(bytes);
    watch.stored(key, bytes);
  }

  void failed(BucketException failure) {
    firstFailure.compareAndSet(null, failure);
  }

  Traffic traffic() {
    return new Traffic(
        objectsRead.get(), bytesRead.get(), objectsWritten.get(), bytesWritten.get());
  }

  Optional<BucketException> firstFailure() {
    return Optional.ofNullable(firstFailure.get());
  }
}
