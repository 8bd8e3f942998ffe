package slipway.deployer.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import slipway.deployer.reconcile.Schedule.Past;

class ScheduleTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Schedule SCHEDULE =
      new Schedule(Duration.ofSeconds(300), Duration.ofSeconds(10), Duration.ofMinutes(15));

  private final RandomGenerator random = new SplittableRandom(7);

  @Test
  void aQuietHostWaitsAnIntervalGiveOrTakeATenth() {
    assertRange(270, 330, new Past(5, null, 0));
  }

  @Test
  void afterAChangePollsFollowCloseOnEachOther() {
    assertRange(9, 11, new Past(5, NOW.minusSeconds(899), 0));
    assertRange(270, 330, new Past(5, NOW.minusSeconds(900), 0));
  }

  @Test
  void aClockThatWasSetBackEndsTheBurst() {
    assertRange(270, 330, new Past(5, NOW.plusSeconds(86_400), 0));
  }

  @Test
  void aBurstIsNeverSlowerThanTheInterval() {
    Schedule quick =
        new Schedule(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofMinutes(15));
    Duration wait = quick.next(new Past(5, NOW, 0), NOW, random);
    assertTrue(wait.compareTo(Duration.ofMillis(5_500)) <= 0, wait::toString);
  }

  @Test
  void aBucketThatIsAwayIsAskedMoreAndMoreRarelyUpToThreeIntervals() {
    Instant changed = NOW.minusSeconds(1);
    assertRange(10, 20, new Past(5, changed, 1));
    assertRange(20, 40, new Past(5, changed, 2));
    assertRange(40, 80, new Past(5, changed, 3));
    assertRange(300, 600, new Past(5, null, 1));
    assertRange(450, 900, new Past(5, null, 2));
    assertRange(450, 900, new Past(5, null, Integer.MAX_VALUE));
  }

  @Test
  void anAnswerEndsTheBackOff() {
    Past away = Past.NONE.after(false, true, NOW).after(false, true, NOW);
    assertEquals(2, away.failures());
    assertEquals(0, away.after(false, false, NOW).failures());
  }

  @Test
  void aThousandHostsThatStartAtOnceAreSpreadOverTheWholeInterval() {
    int[] bySecond = polls(1, null);
    // Evenly they would be 3.7 a second; in step they would be 1,000 in one.
    assertTrue(Arrays.stream(bySecond).max().orElseThrow() < 20, () -> Arrays.toString(bySecond));
    assertTrue(Arrays.stream(bySecond, 30, 300).filter(polls -> polls == 0).count() < 30);
  }

  @Test
  void aThousandHostsThatFollowOnePushDoNotPollInStep() {
    int[] byTenth = new int[30];
    for (int host = 0; host < 1_000; host++) {
      byTenth[
          (int) SCHEDULE.next(new Past(5, NOW, 0), NOW, random).dividedBy(Duration.ofMillis(100))
              - 85]++;
    }
    assertTrue(Arrays.stream(byTenth).max().orElseThrow() < 90, () -> Arrays.toString(byTenth));
  }

  private int[] polls(long passes, @Nullable Instant changed) {
    int[] bySecond = new int[301];
    for (int host = 0; host < 1_000; host++) {
      bySecond[(int) SCHEDULE.next(new Past(passes, changed, 0), NOW, random).toSeconds()]++;
    }
    return bySecond;
  }

  /// Draws often enough that a draw outside of the range would be seen, and one near either end is.
  private void assertRange(double least, double most, Past past) {
    double[] draws = new double[1_000];
    for (int i = 0; i < draws.length; i++) {
      draws[i] = SCHEDULE.next(past, NOW, random).toNanos() / 1e9;
    }
    Arrays.sort(draws);
    double slack = (most - least) / 50;
    assertEquals(least, draws[0], slack);
    assertEquals(most, draws[draws.length - 1], slack);
    assertTrue(draws[0] >= least && draws[draws.length - 1] <= most);
  }
}
