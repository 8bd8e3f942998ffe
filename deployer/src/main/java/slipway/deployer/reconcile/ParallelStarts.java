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

/// Runs the starts of one wave side by side, at most so many at a time, as long as the budget
/// allows to begin one.
final class ParallelStarts {
  private final Starter starter;
  private final int limit;
  private final Budget budget;

  ParallelStarts(Starter starter, int limit, Budget budget) {
    this.starter = starter;
    this.limit = limit;
    this.budget = budget;
  }

  /// For each start that was begun why it failed, empty where it did not. Returns when all have
  /// ended.
  Map<StartRelease, Optional<String>> run(List<StartRelease> wave) throws InterruptedException {
    Semaphore slots = new Semaphore(limit);
    Map<StartRelease, Future<Outcome>> running = new LinkedHashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      wave.forEach(start -> running.put(start, threads.submit(() -> run(start, slots))));
      Map<StartRelease, Optional<String>> ended = new LinkedHashMap<>();
      for (var entry : running.entrySet()) {
        switch (outcome(entry.getValue())) {
          case Outcome.Ended(var failure) -> ended.put(entry.getKey(), failure);
          case Outcome.NotBegun() -> {}
        }
      }
      return ended;
    }
  }

  private sealed interface Outcome {
    /// @param failure empty where it works
    record Ended(Optional<String> failure) implements Outcome {}

    record NotBegun() implements Outcome {}
  }

  private Outcome run(StartRelease start, Semaphore slots) throws InterruptedException {
    slots.acquire();
    try {
      return budget.allowsMore()
          ? new Outcome.Ended(Optional.ofNullable(starter.start(start)))
          : new Outcome.NotBegun();
    } catch (HostException e) {
      return new Outcome.Ended(Optional.of(String.valueOf(e.getMessage())));
    } finally {
      slots.release();
    }
  }

  private static Outcome outcome(Future<Outcome> start) throws InterruptedException {
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
