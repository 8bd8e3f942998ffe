package slipway.deployer.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.ServiceRecord;
import slipway.deployer.reconcile.HostException;
import slipway.deployer.reconcile.PassView;
import slipway.deployer.reconcile.Told;
import slipway.deployer.reconcile.Units;
import slipway.deployer.reconcile.Witness;
import slipway.deployer.report.ReportBucket.Delivery;
import slipway.report.HostReportWriter;
import slipway.unit.Instance;

/// Writes reports while a pass goes on, and the last word on it when it has ended. Only for that
/// one does the pass wait, and not for long.
public final class Reporter implements Witness {
  /// Readers look about once a second.
  private static final Duration PACE = Duration.ofMillis(500);

  /// For a bucket that has just not answered the pass, which waited long enough for that.
  private static final Duration LITTLE_PATIENCE = Duration.ofSeconds(2);

  private final Draft draft;
  private final ReportBucket bucket;
  private final Units units;
  private final Timing timing;
  private final Memory memory;
  private final Courier courier = new Courier(PACE);

  private volatile @Nullable Repeat last;

  /// Set by the courier's thread where this pass need not try again before its end.
  private volatile boolean gaveUp;

  public Reporter(Identity me, ReportBucket bucket, SentStore store, Units units, Timing timing) {
    this.draft = new Draft(me);
    this.bucket = bucket;
    this.units = units;
    this.timing = timing;
    this.memory = new Memory(store);
  }

  /// @param patience how long the end of a pass waits for its report
  public record Timing(Clock clock, Duration patience) {}

  @Override
  public void underWay(PassView view) {
    if (!gaveUp && memory.sent().mayTry(now())) {
      courier.send(() -> interim(view), false);
    }
  }

  @Override
  public Told ended(PassView view, boolean changed) {
    gaveUp = false;
    Sent before = memory.sent();
    String digest = draft.digest(view);
    if (!before.isDue(digest, changed, now())) {
      // It may say too little by now, as of restarts, to be written again.
      last = Repeat.of(before, digest);
      return Told.NOTHING;
    }
    Map<String, Integer> restarts = new ConcurrentHashMap<>();
    Delivery delivery = deliver(view, restarts);
    Outcome outcome =
        Outcome.of(before, delivery, digest, view.trouble().unavailable() != null, now());
    memory.keep(outcome.sent());
    last =
        delivery instanceof Delivery.Written
            ? new Repeat(now(), HostReportWriter.write(draft.of(view, restarts, Instant.EPOCH)))
            : null;
    return new Told(outcome.notice().stream().toList(), false);
  }

  /// Nothing true could be written of the services.
  @Override
  public Told brokeOff(String reason) {
    return Told.NOTHING;
  }

  /// The report that says how the host stands, where this has written it.
  public Optional<Repeat> last() {
    return Optional.ofNullable(last);
  }

  /// Writes that one again, with the time that it is.
  ///
  /// @return whether that was done
  public boolean again() {
    Repeat known = last;
    if (known == null || known.report().length == 0) {
      return false;
    }
    Instant now = now();
    if (!(deliver(() -> bucket.put(known.at(now)), timing.patience())
        instanceof Delivery.Written)) {
      last = null; // it may get there yet
      return false;
    }
    memory.keep(Sent.written(memory.sent().digest(), now));
    last = new Repeat(now, known.report());
    return true;
  }

  private void interim(PassView view) {
    last = null;
    memory.keep(memory.sent().unfinished());
    gaveUp = !(put(view, Map.of()) instanceof Delivery.Written);
  }

  /// @param restarts takes what was asked for on the way
  private Delivery deliver(PassView view, Map<String, Integer> restarts) {
    return deliver(
        () -> {
          restarts.putAll(restarts(view));
          return put(view, restarts);
        },
        patience(view));
  }

  private Delivery deliver(Supplier<Delivery> letter, Duration patience) {
    CompletableFuture<Delivery> answer = new CompletableFuture<>();
    courier.send(() -> answer.completeAsync(letter, Runnable::run), true);
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      return new Delivery.Failed(
          "the bucket gave no answer within %d s".formatted(patience.toSeconds()));
    } catch (ExecutionException e) {
      return new Delivery.Failed(String.valueOf(e.getCause()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Delivery.Failed("the deployer was stopped");
    }
  }

  private Duration patience(PassView view) {
    boolean away = view.trouble().unavailable() != null;
    return away && timing.patience().compareTo(LITTLE_PATIENCE) > 0
        ? LITTLE_PATIENCE
        : timing.patience();
  }

  private Delivery put(PassView view, Map<String, Integer> restarts) {
    return bucket.put(HostReportWriter.write(draft.of(view, restarts, now())));
  }

  /// By unit. A unit that cannot be asked has none to tell.
  private Map<String, Integer> restarts(PassView view) {
    Map<String, Integer> restarts = new HashMap<>();
    for (ServiceRecord known : view.state().services().values()) {
      Instance running = known.instance();
      if (running != null) {
        String unit = running.mainUnit();
        try {
          restarts.put(unit, units.status(unit).restarts());
        } catch (HostException _) {
          restarts.put(unit, 0);
        }
      }
    }
    return restarts;
  }

  private Instant now() {
    return timing.clock().instant();
  }
}
