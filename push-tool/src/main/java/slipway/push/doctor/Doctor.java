package slipway.push.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

/// Runs checks side by side, each for so long at most.
public final class Doctor {
  private final List<Check> checks;
  private final Duration longest;

  public Doctor(List<Check> checks, Duration longest) {
    this.checks = List.copyOf(checks);
    this.longest = longest;
  }

  /// In the order of the checks.
  public List<Finding> findings() throws Failure {
    Map<Check, Future<List<Finding>>> looks = new LinkedHashMap<>();
    List<Finding> findings = new ArrayList<>();
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      checks.forEach(check -> looks.put(check, threads.submit(() -> check.look().look())));
      long end = System.nanoTime() + longest.toNanos();
      for (var look : looks.entrySet()) {
        findings.addAll(finished(look.getKey(), look.getValue(), end - System.nanoTime()));
      }
    } finally {
      // Not closed: that would wait for whoever does not answer.
      threads.shutdownNow();
    }
    return findings;
  }

  private List<Finding> finished(Check check, Future<List<Finding>> look, long left)
      throws Failure {
    try {
      return look.get(Math.max(0, left), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      return List.of(
          Finding.fail(
              check.what(),
              "no end after %d s; wanted an answer: look at the network"
                  .formatted(longest.toSeconds())));
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return List.of(Finding.fail(check.what(), Failure.text(cause)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(ExitCode.INTERRUPTED, "interrupted", e);
    }
  }
}
