package slipway.push.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private final Table table =
      new Table(
          lines("", "web", "worker"),
          List.of(lines("a", "1", "22"), lines("host-b", "", "3"), lines("c", "日本", "4")));

  @Test
  void columnsStandSideBySideWhereThereIsRoom() {
    assertEquals(
        List.of("        a   host-b  c", "web     1           日本", "worker  22  3       4"),
        shown(80, 20));
  }

  @Test
  void aWideTableGoesOnBelow() {
    assertEquals(
        List.of(
            "        a   host-b",
            "web     1",
            "worker  22  3",
            "",
            "        c",
            "web     日本",
            "worker  4"),
        shown(20, 20));
  }

  @Test
  void oneColumnIsShownHoweverNarrowItGets() {
    assertEquals(11, shown(3, 20).size());
  }

  @Test
  void noColumnIsWiderThanItMay() {
    assertEquals(
        List.of("      a   hos…  c", "web   1         日本", "wor…  22  3     4"), shown(80, 4));
  }

  private List<String> shown(int width, int widest) {
    return table.lines(width, widest).stream().map(Line::text).toList();
  }

  private static List<Line> lines(String... texts) {
    return Arrays.stream(texts).map(Line::of).toList();
  }
}
