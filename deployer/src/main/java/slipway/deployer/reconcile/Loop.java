package slipway.deployer.reconcile;

import java.time.Clock;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipway.deployer.reconcile.PassRunner.Ran;
import slipway.deployer.reconcile.Schedule.Past;

/// The daemon: a pass, then a wait, until it is stopped. A pass that fails is counted and told of,
/// and the loop goes on.
public final class Loop {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

  private final PassRunner passes;
  private final Schedule schedule;
  private final Doorbell doorbell;
  private final Supervisor supervisor;
  private final Chance chance;

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
      doorbell.await(schedule.next(past, chance.clock().instant(), chance.random()));
    }
    supervisor.stopping();
  }

  private Past pass(Past past) throws InterruptedException {
    try {
      return switch (passes.pass("run", doorbell::stopped)) {
        case Ran.Finished(PassResult result) -> {
          supervisor.status(result.summary());
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
}
