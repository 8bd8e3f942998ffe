package slipway.deployer.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WatchdogTest {
  private static final Duration TICK = Duration.ofMillis(1);
  private static final Duration LIMIT = Duration.ofMinutes(5);

  @Test
  void aDaemonAtWorkIsReportedAlive() throws InterruptedException {
    CountDownLatch thrice = new CountDownLatch(3);

    try (Watchdog _ = Watchdog.start(TICK, LIMIT, () -> Duration.ofMinutes(4), thrice::countDown)) {
      assertTrue(thrice.await(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void aPassThatHangsSilencesTheWatchdog() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(5);
    AtomicInteger alive = new AtomicInteger();

    try (Watchdog _ =
        Watchdog.start(
            TICK,
            LIMIT,
            () -> {
              asked.countDown();
              return Duration.ofMinutes(6);
            },
            alive::incrementAndGet)) {
      assertTrue(asked.await(10, TimeUnit.SECONDS));
    }

    assertEquals(0, alive.get());
  }
}
