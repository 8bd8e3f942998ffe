package slipway.cache;

import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The parts of one upload that are being sent side by side: one connection alone seldom fills a
/// long line. Closed, none of them is under way any more.
final class PartsOnTheWay implements AutoCloseable {
  private final MultipartUpload upload;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> sent = new ArrayList<>();

  PartsOnTheWay(MultipartUpload upload) {
    this.upload = upload;
  }

  /// @param done runs when it is sent, or cannot be, and its memory was given back
  void send(Part part, Runnable done) {
    int number = sent.size() + 1;
    sent.add(
        threads.submit(() -> {
          try {
            upload.add(number, part);
            return null;
          } finally {
            part.drop();
            done.run();
          }
        }));
  }

  /// Whether it is known that reading further parts is in vain.
  boolean hasFailed() {
    return sent.stream().anyMatch(part -> part.state() == Future.State.FAILED);
  }

  /// Waits until all of them are in the bucket.
  void await() throws BucketException, InterruptedIOException {
    try {
      for (Future<?> part : sent) {
        part.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BucketException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped before all parts were stored");
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
