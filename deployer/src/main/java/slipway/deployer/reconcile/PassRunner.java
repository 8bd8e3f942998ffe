package slipway.deployer.reconcile;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipway.deployer.reconcile.Timings.Phase;

/// Runs passes one at a time on this host and says in one line what each came to.
public final class PassRunner {
  private static final Logger LOG = LoggerFactory.getLogger(PassRunner.class);

  private final Reconciler reconciler;
  private final HostLock lock;
  private final Stillness stillness;
  private final Meter meter;
  private final Terms terms;
  private volatile @Nullable Long began;

  public PassRunner(
      Reconciler reconciler, HostLock lock, Stillness stillness, Meter meter, Terms terms) {
    this.reconciler = reconciler;
    this.lock = lock;
    this.stillness = stillness;
    this.meter = meter;
    this.terms = terms;
  }

  /// @param limit after which a pass begins no further step
  public record Terms(Duration limit, Clock clock) {}

  /// Whether the pass could run.
  public sealed interface Ran {
    record Finished(PassResult result) implements Ran {}

    /// @param holder who runs a pass at the moment
    record Busy(String holder) implements Ran {}
  }

  /// One pass, where one might find anything to do. To find out takes no lock where nothing is
  /// written meanwhile: it would cost as much as the answer.
  ///
  /// @param owner what to call it to those who come second
  public Ran pass(String owner, BooleanSupplier stopping)
      throws HostException, InterruptedException {
    if (stillness.writes() || meter.writesAtRest()) {
      return run(
          owner,
          (lock, timings) -> {
            PassResult still = still();
            return still == null ? pass(lock, budget(stopping), timings) : still;
          });
    }
    began = System.nanoTime();
    PassResult still;
    try {
      still = still();
      if (still != null) {
        report(still, new Timings(), running().toMillis());
      }
    } finally {
      began = null;
    }
    return still == null ? wholePass(owner, stopping) : new Ran.Finished(still);
  }

  /// Null where it takes a whole pass to tell.
  private @Nullable PassResult still() {
    String etag = stillness.lasting();
    if (etag == null) {
      return null;
    }
    meter.rested();
    return PassResult.still(etag);
  }

  /// One pass that looks at everything.
  ///
  /// @param owner what to call it to those who come second
  public Ran wholePass(String owner, BooleanSupplier stopping)
      throws HostException, InterruptedException {
    return run(owner, (lock, timings) -> pass(lock, budget(stopping), timings));
  }

  private PassResult pass(HostLock.Held lock, Budget budget, Timings timings)
      throws HostException, InterruptedException {
    lock.announce();
    stillness.before();
    meter.begun();
    try {
      PassResult result = reconciler.pass(budget, timings);
      // A later process that finds the host at rest writes on what was written by then.
      meter.ended(result, timings);
      stillness.after(result);
      return result;
    } catch (HostException e) {
      meter.broken();
      throw e;
    }
  }

  /// Starts again what ran before a reboot.
  public Ran bringBack(String owner, BooleanSupplier stopping)
      throws HostException, InterruptedException {
    return run(
        owner,
        (lock, timings) -> {
          lock.announce();
          return reconciler.bringBack(budget(stopping), timings);
        });
  }

  /// Waits until an instance that visitors left may be stopped.
  ///
  /// @return whether that time has come; false where there is none to wait for, or it rang
  public boolean awaitDrained(PassResult result, Doorbell doorbell) throws InterruptedException {
    Instant over = result.drained();
    return over != null && !doorbell.await(Duration.between(terms.clock().instant(), over));
  }

  /// Lets the failed release of a service be tried once more by the next pass.
  public Retry retry(String service) throws HostException {
    return switch (lock.take("retry")) {
      case HostLock.Attempt.Busy(String holder) -> new Retry.Busy(holder);
      case HostLock.Attempt.Taken(HostLock.Held held) -> {
        try (held) {
          held.announce();
          yield reconciler.retry(service) ? new Retry.Cleared() : new Retry.NothingFailed();
        }
      }
    };
  }

  /// What came of `retry`.
  public sealed interface Retry {
    record Cleared() implements Retry {}

    record NothingFailed() implements Retry {}

    record Busy(String holder) implements Retry {}
  }

  /// Whether an operator has paused the host, so that passes change nothing.
  boolean isPaused() throws HostException {
    return reconciler.isPaused();
  }

  /// How long the current pass has been running, zero between passes.
  public Duration running() {
    Long since = began;
    return since == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
  }

  private Budget budget(BooleanSupplier stopping) {
    return new Budget(terms.limit(), stopping, System::nanoTime);
  }

  private Ran run(String owner, Work work) throws HostException, InterruptedException {
    return switch (lock.take(owner)) {
      case HostLock.Attempt.Busy(String holder) -> new Ran.Busy(holder);
      case HostLock.Attempt.Taken(HostLock.Held held) -> {
        try (held) {
          Timings timings = new Timings();
          began = System.nanoTime();
          PassResult result = work.run(held, timings);
          report(result, timings, running().toMillis());
          yield new Ran.Finished(result);
        } finally {
          began = null;
        }
      }
    };
  }

  /// A pass that found nothing to do says nothing.
  private static void report(PassResult result, Timings timings, long totalMillis) {
    if (result.changed().isEmpty()) {
      LOG.debug("action=pass result={} changed=0 total_ms={}", result.exitCode(), totalMillis);
      return;
    }
    LOG.info(
        "action=pass result={} changed={} fetch_ms={} observe_ms={} copy_ms={} load_ms={} jobs_ms={} health_ms={} routes_ms={} total_ms={}",
        result.exitCode(),
        result.changed().size(),
        timings.of(Phase.FETCH).toMillis(),
        timings.of(Phase.OBSERVE).toMillis(),
        timings.of(Phase.COPY).toMillis(),
        timings.of(Phase.LOAD).toMillis(),
        timings.of(Phase.JOBS).toMillis(),
        timings.of(Phase.HEALTH).toMillis(),
        timings.of(Phase.ROUTES).toMillis(),
        totalMillis);
  }

  /// The body of a pass.
  private interface Work {
    PassResult run(HostLock.Held lock, Timings timings) throws HostException, InterruptedException;
  }
}
