package slipway.e2e.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final Line WALL =
      new Line(
          "sync",
          "wall",
          Unit.SECONDS,
          Map.of(
              Party.SLIPWAY, new Figures(0.25, 0.125, 1.5),
              Party.FLOOR, new Figures(0.05, 0.04, 0.06),
              Party.USUAL, new Figures(12.5, 10, 125)),
          "under 0.3 s: met; faster than the usual: met");
  private static final Line GAP =
      new Line(
          "hosts",
          "a push: longest gap",
          Unit.VIRTUAL_SECONDS,
          Map.of(Party.SLIPWAY, new Figures(330, 330, 330)),
          "");

  @Test
  void whatWasWrittenIsReadBack() {
    assertEquals(List.of(WALL, GAP), Table.parse(Table.text(List.of(WALL, GAP))));
  }

  @Test
  void ratiosStandBesideTheFigures() {
    String text = Table.text(List.of(WALL));
    assertTrue(text.contains("| 5.00 | 0.0200 | under 0.3 s: met"), text);
  }

  @Test
  void everyUnitIsReadBack() {
    for (Unit unit : Unit.values()) {
      Line line = new Line("plan", "it", unit, Map.of(Party.SLIPWAY, new Figures(2, 1, 3)), "none");
      assertEquals(List.of(line), Table.parse(Table.text(List.of(line))));
    }
  }

  @Test
  void aFigureThatNobodyWroteIsRefusedWithItsLine() {
    String text = "| `sync` | wall | fast |  |  |  |  |  |";
    String message =
        assertThrows(IllegalArgumentException.class, () -> Table.parse(text)).getMessage();
    assertTrue(message.contains("found `fast`") && message.contains(text), message);
  }

  @Test
  void otherTextIsNotALine() {
    assertEquals(List.of(), Table.parse("# How fast\n\n| row | what |\n|---|---|\n"));
  }
}
