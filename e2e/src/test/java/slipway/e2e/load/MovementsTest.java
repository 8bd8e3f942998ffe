package slipway.e2e.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MovementsTest {
  private static final long SECOND = 1_000_000_000L;

  private final Movements movements = new Movements();

  @Test
  void theFirstInstanceIsNoMovement() {
    movements.seen("web 1 8001", 0);
    assertEquals(0, movements.count());
    assertTrue(movements.since("web 1 8001", 0, SECOND) < 0);
  }

  @Test
  void aMovementCountsForWhatWasOpenedBefore() {
    movements.seen("web 1 8001", 0);
    movements.seen("web 2 8002", 10 * SECOND);
    assertEquals(1, movements.count());
    assertEquals(3 * SECOND, movements.since("web 1 8001", 5 * SECOND, 13 * SECOND));
    assertTrue(movements.since("web 2 8002", 10 * SECOND, 13 * SECOND) < 0);
  }

  @Test
  void anAnswerThatWasStillOnItsWayMovesNobodyBack() {
    movements.seen("web 1 8001", 0);
    movements.seen("web 2 8002", 10 * SECOND);
    movements.seen("web 1 8001", 10 * SECOND + 1);
    movements.seen("web 2 8002", 10 * SECOND + 2);
    assertEquals(1, movements.count());
  }

  @Test
  void whoWasAnsweredByTheOldInstanceAMomentTooLateWasMovedToo() {
    movements.seen("web 1 8001", 0);
    movements.seen("web 2 8002", 10 * SECOND);
    assertEquals(2 * SECOND, movements.since("web 1 8001", 10 * SECOND + 1, 12 * SECOND));
  }

  @Test
  void goingBackIsAMovement() {
    movements.seen("web 1 8001", 0);
    movements.seen("web 2 8002", 10 * SECOND);
    movements.seen("web 1 8001", 20 * SECOND);
    assertEquals(2, movements.count());
  }

  @Test
  void theFirstMovementAfterTheOpeningCounts() {
    movements.seen("web 1 8001", 0);
    movements.seen("web 2 8002", 10 * SECOND);
    movements.seen("web 3 8001", 20 * SECOND);
    assertEquals(15 * SECOND, movements.since("web 1 8001", 5 * SECOND, 25 * SECOND));
  }
}
