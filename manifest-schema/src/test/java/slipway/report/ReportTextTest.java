package slipway.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportTextTest {
  @Test
  void plainTextOfAnyLanguageStaysAsItIs() {
    assertEquals("größer: 漢字 😀 100%", ReportText.message("größer: 漢字 😀 100%"));
  }

  @Test
  void aLineEndBecomesOneBlank() {
    assertEquals("a b c", ReportText.message("\n a \r\n\tb\u2028c \n"));
  }

  @Test
  void noCharacterThatATerminalObeysIsLeft() {
    String everything =
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .mapToObj(Character::toString)
            .reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append)
            .toString();
    ReportText.clean(everything, Integer.MAX_VALUE)
        .codePoints()
        .filter(character -> character != ' ')
        .forEach(
            character -> assertTrue(isHarmless(character), () -> "U+%04X".formatted(character)));
  }

  @Test
  void coloursLeaveNoLettersBehind() {
    assertEquals("error: no", ReportText.message("\u001b[31;1merror:\u001b[0m no"));
  }

  @Test
  void aLongTextIsCutBetweenCharacters() {
    assertEquals("ab…", ReportText.clean("abcd", 3));
    assertEquals("abc", ReportText.clean("abc", 3));
    assertEquals("a…", ReportText.clean("a😀bc", 3));
    assertEquals(1_000, ReportText.message("x".repeat(10_000)).length());
  }

  @Test
  void cleaningTwiceChangesNothing() {
    String once = ReportText.clean("\u001b\u001b[[31m a\n b 😀😀😀", 8);
    assertEquals(once, ReportText.clean(once, 8));
  }

  private static boolean isHarmless(int character) {
    int type = Character.getType(character);
    return !Character.isISOControl(character)
        && !Character.isSpaceChar(character)
        && type != Character.FORMAT
        && type != Character.SURROGATE;
  }
}
