package slipway.deployer.systemd;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.freedesktop.dbus.exceptions.DBusException;

/// The ends of systemd's jobs as its signals tell them, on one connection.
///
/// A job may end before the reply that names it is read, so while any request is open the ends of
/// all jobs are kept, whoever asked for them.
final class Jobs {
  private final Map<String, CompletableFuture<String>> ends = new HashMap<>();
  private int open;
  private boolean lost;

  /// Requests a job and promises its result.
  ///
  /// @param request the call; returns the job's path
  /// @param claim what is done with the promise; afterwards it may never be kept
  <T> T request(Supplier<String> request, Claim<T> claim)
      throws DBusException, InterruptedException {
    begin();
    String job = "";
    try {
      job = request.get();
      return claim.on(end(job));
    } finally {
      close(job);
    }
  }

  /// Uses the promise of a job's result.
  @FunctionalInterface
  interface Claim<T> {
    T on(CompletableFuture<String> result) throws DBusException, InterruptedException;
  }

  synchronized void ended(String job, String result) {
    if (open > 0) {
      end(job).complete(result);
    }
  }

  /// No signal will come any more.
  synchronized void lose() {
    lost = true;
    ends.values().forEach(end -> end.completeExceptionally(new ConnectionLost()));
  }

  synchronized boolean areLost() {
    return lost;
  }

  private synchronized void begin() {
    open++;
  }

  private synchronized CompletableFuture<String> end(String job) {
    CompletableFuture<String> end = ends.computeIfAbsent(job, _ -> new CompletableFuture<>());
    if (lost) {
      end.completeExceptionally(new ConnectionLost());
    }
    return end;
  }

  private synchronized void close(String job) {
    ends.remove(job);
    open--;
    if (open == 0) {
      ends.clear();
    }
  }
}
