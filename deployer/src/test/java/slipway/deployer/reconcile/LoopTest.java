package slipway.deployer.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static slipway.deployer.plan.Samples.web;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LoopTest {
  private final Scene scene = new Scene();
  private final Doorbell doorbell = new Doorbell();
  private final List<Integer> settled = new ArrayList<>();
  private int passes;

  @Test
  void whatOnlyWorkNeedsGoesAfterTheFirstPassAndAfterEachThatChangedSomething() throws Exception {
    PassRunner runner =
        new PassRunner(
            scene.reconciler(),
            _ -> new HostLock.Attempt.Taken(() -> {}),
            Stillness.UNKNOWN,
            Meter.NONE,
            new PassRunner.Terms(Duration.ofDays(1), Clock.systemUTC()));
    Duration hour = Duration.ofHours(1);
    new Loop(
            runner,
            new Schedule(hour, hour, hour),
            doorbell,
            new Pusher(),
            new Loop.Chance(Clock.systemUTC(), new SplittableRandom(1)),
            () -> settled.add(passes))
        .run();

    assertEquals(4, passes);
    assertEquals(List.of(1, 3), settled);
  }

  /// Pushes after the second pass, and stops the loop after the fourth.
  private final class Pusher implements Supervisor {
    @Override
    public void ready() {}

    @Override
    public void status(String line) {
      passes++;
      if (passes == 2) {
        scene.push(web("web", 1, 8000));
      }
      if (passes == 4) {
        doorbell.stop();
      } else {
        doorbell.kick();
      }
    }

    @Override
    public void stopping() {}
  }
}
