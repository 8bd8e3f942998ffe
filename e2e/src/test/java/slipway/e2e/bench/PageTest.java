package slipway.e2e.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final Machine MACHINE = new Machine("2 cores; host: Nix 2.26");
  private static final Line SYNC = Lines.seconds("sync", "wall", 0.25, 0.05);
  private static final Line PLAN = Lines.seconds("plan", "200 services", 0.5, 0.25);

  @Test
  void whatWasWrittenIsReadBack() {
    Page page = new Page(MACHINE, 11, List.of(SYNC, PLAN));
    assertEquals(page, Page.parse(page.text()));
  }

  @Test
  void rowsThatWereMeasuredReplaceTheirLinesAndNoOthers() {
    Line faster = Lines.seconds("sync", "start", 0.125, 0.05);
    assertEquals(
        List.of(faster, PLAN),
        new Page(MACHINE, 11, List.of(SYNC, PLAN)).with(MACHINE, 11, List.of(faster)).lines());
  }

  @Test
  void aRowThatIsNewComesToItsPlace() {
    assertEquals(
        List.of(SYNC, PLAN),
        new Page(MACHINE, 11, List.of(PLAN)).with(MACHINE, 11, List.of(SYNC)).lines());
  }

  @Test
  void figuresOfTwoMachinesAreNotMixed() {
    Page page = new Page(MACHINE, 11, List.of(SYNC, PLAN));
    Machine other = new Machine("8 cores; host: Nix 2.26");
    assertThrows(IllegalStateException.class, () -> page.with(other, 11, List.of(PLAN)));
    assertEquals(other, page.with(other, 11, List.of(SYNC, PLAN)).machine());
  }
}
