package slipway.e2e.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final Judge JUDGE = new Judge(0.3);
  private static final Line BEFORE = Lines.seconds("sync", "wall", 0.4, 0.1);

  @Test
  void theSameIsNotWorse() {
    assertWorse(BEFORE);
  }

  @Test
  void aSlowerMachineIsNotWorse() {
    assertWorse(Lines.seconds("sync", "wall", 4, 1));
  }

  @Test
  void whatMayBeNoiseIsNotWorse() {
    assertWorse(Lines.seconds("sync", "wall", 0.51, 0.1));
  }

  @Test
  void aLargerRatioIsWorseAndNamed() {
    assertWorse(
        Lines.seconds("sync", "wall", 0.6, 0.1),
        "sync, wall: found 6.00 times the floor, committed are 4.00; 30 % more may be noise");
  }

  @Test
  void aDisturbanceOfMostRunsIsNotWorse() {
    Figures disturbed = new Figures(0.9, 0.4, 1.5);
    assertWorse(
        new Line(
            "sync",
            "wall",
            Unit.SECONDS,
            Map.of(Party.SLIPWAY, disturbed, Party.FLOOR, Lines.always(0.1)),
            ""));
  }

  @Test
  void aFloorThatWasLuckyIsNotEnoughWhereTheUsualDisagrees() {
    assertEquals(
        List.of(), JUDGE.worse(List.of(three(0.4, 0.1, 0.5)), List.of(three(0.4, 0.05, 0.5))));
    assertEquals(
        List.of(
            "sync, wall: found 8.00 times the floor, committed are 4.00, and 1.60 times the usual,"
                + " committed are 0.800; 30 % more may be noise"),
        JUDGE.worse(List.of(three(0.4, 0.1, 0.5)), List.of(three(0.8, 0.1, 0.5))));
  }

  @Test
  void oneMoreOfWhatIsCountedIsWorse() {
    assertEquals(
        List.of("twenty, daemon-reloads: found 2 counted, committed are 1"),
        JUDGE.worse(
            List.of(Lines.counted("twenty", "daemon-reloads", 1)),
            List.of(Lines.counted("twenty", "daemon-reloads", 2))));
  }

  @Test
  void aTimeThatNobodyElseTookIsNotCompared() {
    assertEquals(List.of(), JUDGE.worse(List.of(alone(1)), List.of(alone(100))));
  }

  @Test
  void aLineThatIsNotInTheDocumentIsTold() {
    assertEquals(
        List.of("sync, wall is not in the document; `make bench WRITE=1` puts it there"),
        JUDGE.worse(List.of(), List.of(BEFORE)));
  }

  @Test
  void aLineThatIsNoLongerMeasuredIsTold() {
    assertEquals(
        List.of("sync, CPU is in the document, and was not measured"),
        JUDGE.worse(List.of(BEFORE, Lines.seconds("sync", "CPU", 1, 1)), List.of(BEFORE)));
  }

  @Test
  void rowsThatWereNotAskedForAreLeftAlone() {
    assertEquals(
        List.of(),
        JUDGE.worse(List.of(BEFORE, Lines.seconds("pull", "0 ms", 1, 1)), List.of(BEFORE)));
  }

  private static Line three(double slipway, double floor, double usual) {
    return new Line(
        "sync",
        "wall",
        Unit.SECONDS,
        Map.of(
            Party.SLIPWAY, Lines.always(slipway),
            Party.FLOOR, Lines.always(floor),
            Party.USUAL, Lines.always(usual)),
        "");
  }

  private static Line alone(double seconds) {
    return new Line("plan", "it", Unit.SECONDS, Map.of(Party.SLIPWAY, Lines.always(seconds)), "");
  }

  private static void assertWorse(Line found, String... sentences) {
    assertEquals(List.of(sentences), JUDGE.worse(List.of(BEFORE), List.of(found)));
  }
}
