package slipway.e2e.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final Origin HERE = new Origin(new Machine("2 cores; host: Nix 2.26"), 11);
  private static final Origin THERE = new Origin(new Machine("8 cores; host: Nix 2.26"), 5);
  private static final Line SYNC = Lines.seconds("sync", "wall", 0.25, 0.05);
  private static final Line PLAN = Lines.seconds("plan", "200 services", 0.5, 0.25);

  @Test
  void whatWasWrittenIsReadBack() {
    Page page = Page.of(HERE, List.of(SYNC, PLAN));
    assertEquals(page, Page.parse(page.text()));
  }

  @Test
  void rowsThatWereMeasuredReplaceTheirLinesAndNoOthers() {
    Line faster = Lines.seconds("sync", "start", 0.125, 0.05);
    assertEquals(
        List.of(faster, PLAN),
        Page.of(HERE, List.of(SYNC, PLAN)).with(Page.of(HERE, List.of(faster))).lines());
  }

  @Test
  void aRowThatIsNewComesToItsPlace() {
    assertEquals(
        List.of(SYNC, PLAN),
        Page.of(HERE, List.of(PLAN)).with(Page.of(HERE, List.of(SYNC))).lines());
  }

  @Test
  void eachRowSaysWhereItWasMeasured() {
    Page page = Page.of(HERE, List.of(SYNC, PLAN)).with(Page.of(THERE, List.of(PLAN)));
    assertEquals(Map.of("sync", HERE, "plan", THERE), page.origins());
    assertEquals(page, Page.parse(page.text()));
  }

  @Test
  void figuresFromNowhereAreRefused() {
    String text = Page.of(HERE, List.of(SYNC)).text().replace("Measured on", "On");
    assertThrows(IllegalArgumentException.class, () -> Page.parse(text));
  }
}
