package slipway.deployer.reconcile;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipway.deployer.reconcile.PassRunner.Ran;

/// The daemon: a pass, then a wait, until it is stopped. A pass that fails is counted and told of,
/// and the loop goes on.
public final class Loop {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

  private final PassRunner passes;
  private final Schedule schedule;
  private final Doorbell doorbell;
  private final Supervisor supervisor;
  private final Clock clock;

  public Loop(
      PassRunner passes, Schedule schedule, Doorbell doorbell, Supervisor supervisor, Clock clock) {
    this.passes = passes;
    this.schedule = schedule;
    this.doorbell = doorbell;
    this.supervisor = supervisor;
    this.clock = clock;
  }

  /// Returns when the doorbell says stop.
  public void run() throws InterruptedException {
    supervisor.ready();
    @Nullable Instant lastChange = null;
    while (!doorbell.stopped()) {
      if (pass()) {
        lastChange = clock.instant();
      }
      doorbell.await(schedule.next(lastChange, clock.instant()));
    }
    supervisor.stopping();
  }

  /// Whether the pass changed something.
  private boolean pass() throws InterruptedException {
    try {
      return switch (passes.pass("run", doorbell::stopped)) {
        case Ran.Finished(PassResult result) -> {
          supervisor.status(result.summary());
          yield !result.changed().isEmpty();
        }
        case Ran.Busy(String holder) -> {
          LOG.info("action=wait reason=\"another pass runs: {}\"", holder);
          yield false;
        }
      };
    } catch (HostException e) {
      LOG.error("action=pass result=error reason=\"{}\"", e.getMessage());
      supervisor.status("last pass failed: " + e.getMessage());
      return false;
    }
  }
}
