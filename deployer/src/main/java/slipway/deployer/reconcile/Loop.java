package slipway.deployer.reconcile;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipway.deployer.plan.Pause;
import slipway.deployer.reconcile.PassRunner.Ran;
import slipway.deployer.reconcile.Schedule.Past;

/// The daemon: a pass, then a wait, until it is stopped. A pass that fails is counted and told of,
/// and the loop goes on.
public final class Loop {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

  /// How soon the end of a pause is noticed.
  private static final Duration GLANCE = Duration.ofSeconds(5);

  private final PassRunner passes;
  private final Schedule schedule;
  private final Doorbell doorbell;
  private final Supervisor supervisor;
  private final Chance chance;
  private @Nullable Pause told;
  private @Nullable Instant drained;

  /// So was the host found by the last pass, which is not paused then.
  private boolean atRest;

  /// By somebody who may have changed something a moment ago, and wants that looked at.
  private boolean asked;

  public Loop(
      PassRunner passes,
      Schedule schedule,
      Doorbell doorbell,
      Supervisor supervisor,
      Chance chance) {
    this.passes = passes;
    this.schedule = schedule;
    this.doorbell = doorbell;
    this.supervisor = supervisor;
    this.chance = chance;
  }

  /// What the length of a wait hangs on.
  public record Chance(Clock clock, RandomGenerator random) {}

  /// Returns when the doorbell says stop.
  public void run() throws InterruptedException {
    supervisor.ready();
    Past past = Past.NONE;
    while (!doorbell.stopped()) {
      past = pass(past);
      Instant now = chance.clock().instant();
      asked |= rest(untilDrained(now, schedule.next(past, now, chance.random())));
    }
    supervisor.stopping();
  }

  /// Not longer than an instance that visitors left is to go on.
  private Duration untilDrained(Instant now, Duration delay) {
    Instant over = drained;
    return over != null && now.plus(delay).isAfter(over) ? Duration.between(now, over) : delay;
  }

  /// Whether somebody has asked for a pass.
  private boolean rest(Duration delay) throws InterruptedException {
    boolean paused = !atRest && isPaused();
    Duration left = delay;
    while (left.isPositive()) {
      Duration next = paused && left.compareTo(GLANCE) > 0 ? GLANCE : left;
      if (doorbell.await(next)) {
        return true;
      }
      if (paused && !isPaused()) {
        return false;
      }
      left = left.minus(next);
    }
    return false;
  }

  /// Where that cannot be told, the next pass says why.
  private boolean isPaused() {
    try {
      return passes.isPaused();
    } catch (HostException _) {
      return false;
    }
  }

  private Past pass(Past past) throws InterruptedException {
    atRest = false;
    try {
      Ran ran =
          asked
              ? passes.wholePass("run", doorbell::stopped)
              : passes.pass("run", doorbell::stopped);
      return switch (ran) {
        case Ran.Finished(PassResult result) -> {
          asked = false;
          atRest = result.atRest() != null;
          supervisor.status(result.summary());
          tell(result);
          drained = result.drained();
          yield past.after(
              !result.changed().isEmpty(), result.unavailable() != null, chance.clock().instant());
        }
        case Ran.Busy(String holder) -> {
          LOG.info("action=wait reason=\"another pass runs: {}\"", holder);
          yield past;
        }
      };
    } catch (HostException e) {
      LOG.error("action=pass result=error reason=\"{}\"", e.getMessage());
      supervisor.status("last pass failed: " + e.getMessage());
      return past;
    }
  }

  private void tell(PassResult result) {
    result.notices().forEach(notice -> LOG.warn("action=report reason=\"{}\"", notice));
    Pause paused = result.paused();
    if (paused != null && !paused.equals(told)) {
      LOG.info("action=pause until={} reason=\"{}\"", paused.until(), paused.sentence());
    }
    told = paused;
  }
}
