package slipway.push.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Judged by what a terminal would show: [Grid] is a small one.
class ScreenTest {
  private final Screen screen = new Screen(false);
  private final Grid grid = new Grid(20, 6);

  @Test
  void aBlockIsDrawnOverTheOneBefore() {
    draw("one", "two longer");
    draw("three", "four");
    assertEquals(List.of("three", "four"), grid.shown());
  }

  @Test
  void aShorterBlockLeavesNothingOfTheLonger() {
    draw("one", "two", "three");
    draw("four");
    assertEquals(List.of("four"), grid.shown());
  }

  @Test
  void whatIsSaidStaysAboveTheBlock() {
    draw("one", "two");
    grid.write(screen.above("said"));
    draw("three", "four");
    assertEquals(List.of("said", "three", "four"), grid.shown());
  }

  @Test
  void aBlockThatWasLeftStays() {
    draw("one");
    screen.leave();
    draw("two");
    assertEquals(List.of("one", "two"), grid.shown());
  }

  @Test
  void aBlockTallerThanTheTerminalIsCutAndDrawnInPlaceAllTheSame() {
    String[] lines = IntStream.range(0, 9).mapToObj(each -> "line " + each).toArray(String[]::new);
    draw(lines);
    draw(lines);
    assertEquals(List.of("line 0", "line 1", "line 2", "line 3", "… and 5 more"), grid.shown());
  }

  @Test
  void noLineIsWiderThanTheTerminal() {
    draw("x".repeat(50));
    assertEquals(List.of("x".repeat(18) + "…"), grid.shown());
  }

  @Test
  void nothingIsErasedBeforeItIsDrawnOver() {
    draw("one", "two");
    String text = screen.draw(List.of(Line.of("one"), Line.of("two")), grid.size());
    assertFalse(text.contains("\u001b[2J") || text.startsWith("\r\u001b[2A\u001b[J"), text);
    assertEquals(text.indexOf("\u001b[J"), text.length() - 3);
  }

  private void draw(String... lines) {
    grid.write(screen.draw(List.of(lines).stream().map(Line::of).toList(), grid.size()));
  }
}
