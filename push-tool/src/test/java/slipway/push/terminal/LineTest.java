package slipway.push.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u001b[2Jb",
        "a\u009b2Jb",
        "a\rb",
        "a\u202eb",
        "a\u2066b",
        "a\u0007b",
        "a\u200bb",
        "a\u2028b",
        "a\u007fb"
      })
  void nothingInItMovesTheCursorOrTurnsTheOrderRound(String hostile) {
    String shown = Line.of(hostile).coloured();
    assertEquals(
        -1, shown.chars().filter(it -> it < ' ' || it >= 0x7f).findFirst().orElse(-1), shown);
  }

  @Test
  void lineBreaksBecomeSpaces() {
    assertEquals("a b", Line.of("a\nb").text());
  }

  @ParameterizedTest
  @CsvSource({
    "abc, 5, abc",
    "abc, 3, abc",
    "abcd, 3, ab…",
    "abcd, 1, …",
    "日本語, 4, 日…",
    "abcd, 0, ''"
  })
  void whatIsTooWideEndsInDots(String text, int columns, String shown) {
    assertEquals(shown, Line.of(text).cut(columns).text());
  }

  @Test
  void tonesSurviveACut() {
    Line line = Line.of("ab").and("cdef", Tone.BAD).and("gh");
    assertEquals("abc…", line.cut(4).text());
    assertEquals("ab\u001b[31mc…\u001b[0m", line.cut(4).coloured());
    assertEquals("ab\u001b[31mcd…\u001b[0m", line.cut(5).coloured());
    assertEquals("abcdef…", line.cut(7).text());
    assertEquals(line, line.cut(8));
  }

  @Test
  void widthIsThatOnTheTerminal() {
    assertEquals(6, Line.of("日本語").width());
    assertEquals("日本語  ", Line.of("日本語").pad(8).text());
  }
}
