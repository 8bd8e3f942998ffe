package slipway.push.operation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import slipway.push.fleet.Expectation;
import slipway.push.fleet.HostReports;
import slipway.push.fleet.Judge;
import slipway.push.fleet.Passes;
import slipway.push.fleet.Sighting;
import slipway.push.fleet.Verdict;
import slipway.push.outcome.Failure;

/// One host that is waited for, from the first look to its verdict.
final class WatchedHost {
  private final Expectation expected;
  private final HostReports reports;
  private Passes passes = Passes.NONE;
  private Verdict verdict = new Verdict.Waiting("not asked yet", false);
  private Optional<Future<Sighting>> look = Optional.empty();

  WatchedHost(Expectation expected, HostReports reports) {
    this.expected = expected;
    this.reports = reports;
  }

  String name() {
    return expected.host();
  }

  Verdict verdict() {
    return verdict;
  }

  boolean isDone() {
    return switch (verdict) {
      case Verdict.Deployed _, Verdict.Failed _, Verdict.Superseded _, Verdict.Late _ -> true;
      case Verdict.Waiting _, Verdict.Blocked _ -> false;
    };
  }

  /// Starts a look unless one is under way.
  void ask(ExecutorService threads) {
    if (!isDone() && look.isEmpty()) {
      look = Optional.of(threads.submit(() -> reports.look(expected.host())));
    }
  }

  /// Judges by what the look has found, if it ends in time.
  void hear(Duration patience, Instant now) throws Failure, InterruptedException {
    if (look.isEmpty()) {
      return;
    }
    try {
      Sighting found = look.get().get(Math.max(0, patience.toMillis()), TimeUnit.MILLISECONDS);
      look = Optional.empty();
      passes = passes.and(found);
      verdict = Judge.judge(expected, found, passes, now);
    } catch (TimeoutException _) {
      // The same look goes on; the next round hears of it.
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Failure failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /// Time is up.
  void end() {
    verdict = Judge.atTheEnd(verdict);
  }

  void forget() {
    look.ifPresent(running -> running.cancel(true));
  }
}
