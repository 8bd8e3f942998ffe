package slipway.push.operation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import slipway.push.outcome.Failure;

/// Something read from afar, for many who ask for it at once: read anew once in a while, for all of
/// them, and the last good one where that fails or takes too long.
public final class Kept<T> {
  private final Reading<T> reading;
  private final Limits limits;
  private final ExecutorService threads;
  private final InstantSource clock;
  private T good;
  private Optional<String> trouble = Optional.empty();
  private Instant ended;
  private Optional<Begun> begun = Optional.empty();

  /// @param first what was read just now
  public Kept(
      T first, Reading<T> reading, Limits limits, ExecutorService threads, InstantSource clock) {
    this.good = first;
    this.reading = reading;
    this.limits = limits;
    this.threads = threads;
    this.clock = clock;
    this.ended = clock.instant();
  }

  public interface Reading<T> {
    T read() throws Failure;
  }

  /// @param fresh for so long nothing is read anew, whether it went well or not
  /// @param patience nobody waits for longer
  public record Limits(Duration fresh, Duration patience) {}

  /// @param trouble why it is not newer; empty where it is as new as it should be
  public record Seen<T>(T good, Optional<String> trouble) {}

  private record Begun(Instant at, CompletableFuture<Void> end) {}

  public Seen<T> look() {
    Optional<Begun> late = begin().filter(it -> !hasEnded(it.end()));
    synchronized (this) {
      return new Seen<>(good, late.map(this::noAnswer).or(() -> trouble));
    }
  }

  private String noAnswer(Begun late) {
    return "no answer for %d s".formatted(Duration.between(late.at(), clock.instant()).toSeconds());
  }

  private synchronized Optional<Begun> begin() {
    if (begun.isEmpty() && !isYoung(ended, limits.fresh())) {
      CompletableFuture<Void> end = new CompletableFuture<>();
      begun = Optional.of(new Begun(clock.instant(), end));
      threads.execute(() -> read(end));
    }
    return begun;
  }

  /// A time that is in the future tells that the clock was set back.
  private boolean isYoung(Instant then, Duration most) {
    Duration age = Duration.between(then, clock.instant());
    return !age.isNegative() && age.compareTo(most) < 0;
  }

  private void read(CompletableFuture<Void> end) {
    try {
      T read = reading.read();
      end(Optional.of(read), Optional.empty());
    } catch (Failure e) {
      end(Optional.empty(), Optional.of(Failure.text(e)));
    } catch (RuntimeException | Error bug) {
      end(Optional.empty(), Optional.of("a bug: " + bug));
      throw bug;
    } finally {
      end.complete(null);
    }
  }

  private synchronized void end(Optional<T> read, Optional<String> problem) {
    good = read.orElse(good);
    trouble = problem;
    ended = clock.instant();
    begun = Optional.empty();
  }

  private boolean hasEnded(CompletableFuture<Void> end) {
    try {
      end.get(limits.patience().toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
