package slipway.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StampTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Ada <ada@example.org> | Ada <ada@example.org>
          '\u001B[31mAda\n' | [31mAda
          'Ada\u202Eadnim' | Ada adnim
          '\uD800' | somebody
          '   ' | somebody
          """)
  void whoPushedIsOnePrintableLine(String found, String wanted) {
    Stamp stamp = new Stamp(Instant.EPOCH, found.translateEscapes());
    assertEquals(wanted, stamp.pushedBy());
  }

  @ParameterizedTest
  @CsvSource({"x", "\uD83D\uDEA2"})
  void aLongNameIsCutBetweenTwoCharacters(String character) {
    String pushedBy = new Stamp(Instant.EPOCH, character.repeat(300)).pushedBy();
    assertEquals(character.repeat(200), pushedBy);
    byte[] manifest =
        ManifestEdits.empty(new Stamp(Instant.parse("2026-01-01T00:00:00Z"), pushedBy));
    assertEquals(pushedBy, Documents.valid(ManifestReader.read(manifest)).pushedBy());
  }
}
