package slipway.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshnessTest {
  private static final String ACCEPTED = "digest-a";

  private static Instant at(String time) {
    return Instant.parse("2025-01-15T" + time + "Z");
  }

  /// Accepted at | found | its bytes | now | older accepted? | judgement
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-        | 12:00:00 | a | 12:00:00     | no  | Fresh",
        "-        | 12:10:00 | a | 12:00:00     | no  | Fresh",
        "-        | 12:10:00.001 | a | 12:00:00 | no  | Future",
        "-        | 12:10:00.001 | a | 12:00:00 | yes | Future",
        "12:00:00 | 12:00:00.001 | b | 12:00:00 | no  | Fresh",
        "12:00:00 | 12:00:00.001 | a | 12:00:00 | no  | Fresh",
        "12:00:00 | 12:00:00 | a | 12:00:00     | no  | Same",
        "12:00:00 | 12:00:00 | a | 12:00:00     | yes | Same",
        "12:00:00 | 12:00:00 | a | 11:00:00     | no  | Same",
        "12:00:00 | 12:00:00 | b | 12:00:00     | no  | Conflicting",
        "12:00:00 | 12:00:00 | b | 12:00:00     | yes | Conflicting",
        "12:00:00 | 11:59:59.999 | b | 12:00:00 | no  | Older",
        "12:00:00 | 11:59:59.999 | b | 12:00:00 | yes | Fresh",
        "12:00:00 | 11:30:00 | b | 11:00:00     | no  | Older",
        "12:00:00 | 11:30:00 | b | 11:00:00     | yes | Future",
        "12:00:00 | 13:00:00 | b | 12:00:00     | no  | Future",
      })
  void aGenerationIsJudged(
      String accepted,
      String found,
      String digest,
      String now,
      String acceptOlder,
      String judgement) {
    Freshness freshness =
        Freshness.judge(
            accepted == null ? null : at(accepted),
            accepted == null ? null : ACCEPTED,
            at(found),
            "digest-" + digest,
            at(now),
            acceptOlder.equals("yes"));
    assertEquals(judgement, freshness.getClass().getSimpleName());
  }

  @Test
  void aRefusalNamesBothSidesAndTheNextStep() {
    assertMessage(
        Freshness.judge(at("12:00:00"), "a", at("11:00:00"), "b", at("12:00:00"), false),
        "2025-01-15T11:00:00Z",
        "2025-01-15T12:00:00Z",
        "slipway rollback");
    assertMessage(
        Freshness.judge(at("12:00:00"), "aaa", at("12:00:00"), "bbb", at("12:00:00"), false),
        "2025-01-15T12:00:00Z",
        "aaa",
        "bbb",
        "push again");
    assertMessage(
        Freshness.judge(null, null, at("13:00:00"), "b", at("12:00:00"), false),
        "2025-01-15T13:00:00Z",
        "2025-01-15T12:00:00Z",
        "10 minutes",
        "clock");
  }

  private static void assertMessage(Freshness freshness, String... pieces) {
    String message = assertInstanceOf(Freshness.Refused.class, freshness).message();
    for (String piece : pieces) {
      assertTrue(message.contains(piece), () -> piece + " in " + message);
    }
  }
}
