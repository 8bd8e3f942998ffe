package slipway.push.outcome;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Work that goes on while something else is done. Closed, what of it is still under way is
/// interrupted and waited for.
public final class Meanwhile implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// A piece of work.
  public interface Work<T> {
    T run() throws Failure;
  }

  /// One that was begun.
  public static final class Begun<T> {
    private final Future<T> result;

    private Begun(Future<T> result) {
      this.result = result;
    }

    public boolean isDone() {
      return result.isDone();
    }

    /// Waits for what it came to.
    public T get() throws Failure {
      try {
        return result.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Failure failure) {
          throw failure;
        }
        throw new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Failure(ExitCode.INTERRUPTED, "interrupted", e);
      }
    }
  }

  public <T> Begun<T> begin(Work<T> work) {
    return new Begun<>(threads.submit(work::run));
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
