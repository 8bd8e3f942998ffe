package slipway.deployer.reconcile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import slipway.deployer.plan.Action.StartRelease;

/// Runs the starts of one wave side by side, at most so many at a time.
final class ParallelStarts {
  private final Starter starter;
  private final int limit;

  ParallelStarts(Starter starter, int limit) {
    this.starter = starter;
    this.limit = limit;
  }

  /// For each start why it failed, empty where it did not. Returns when all have ended.
  Map<StartRelease, Optional<String>> run(List<StartRelease> wave) throws InterruptedException {
    Semaphore slots = new Semaphore(limit);
    Map<StartRelease, Future<Optional<String>>> running = new LinkedHashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      wave.forEach(start -> running.put(start, threads.submit(() -> run(start, slots))));
      Map<StartRelease, Optional<String>> ended = new LinkedHashMap<>();
      for (var entry : running.entrySet()) {
        ended.put(entry.getKey(), outcome(entry.getValue()));
      }
      return ended;
    }
  }

  private Optional<String> run(StartRelease start, Semaphore slots) throws InterruptedException {
    slots.acquire();
    try {
      return Optional.ofNullable(starter.start(start));
    } catch (HostException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } finally {
      slots.release();
    }
  }

  private static Optional<String> outcome(Future<Optional<String>> start)
      throws InterruptedException {
    try {
      return start.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case InterruptedException interrupted -> throw interrupted;
        case Error error -> throw error;
        case RuntimeException bug -> throw bug;
        case null, default -> throw new IllegalStateException("a start ended in a bug", e);
      }
    }
  }
}
