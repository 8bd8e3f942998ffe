package slipway.deployer.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ProgramWordsTest {
  @Test
  void wordsOfProgramsAreLeftOutAndTheRestStays() {
    String reason = "a: " + ProgramWords.quoted("x") + "; b: " + ProgramWords.quoted("y") + ".";
    assertEquals("a: “…”; b: “…”.", ProgramWords.without(reason));
    assertEquals("GET / answered 500", ProgramWords.without("GET / answered 500"));
  }

  @Test
  void noWordsEndTheirOwnQuote() {
    assertEquals("“…”", ProgramWords.without(ProgramWords.quoted("a” secret “b\nc")));
  }

  @Test
  void whatWasCutInTheMiddleOfAQuoteEndsThere() {
    assertEquals("a: “…”", ProgramWords.without("a: “secr"));
  }
}
