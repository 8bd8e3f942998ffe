package slipway.push.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import slipway.manifest.Manifest;
import slipway.push.change.Updated;

class UpdateReportTest {
  private static final Manifest BEFORE =
      new Manifest(Instant.parse("2026-01-01T00:00:01Z"), List.of(), "Bob", null);
  private static final Manifest AFTER =
      new Manifest(Instant.parse("2026-01-01T00:00:02Z"), List.of(), "Ada", null);

  @Test
  void aPushInBetweenIsToldOf() {
    assertEquals(
        """
        generation 2026-01-01T00:00:02Z: no change
        somebody else pushed in between, and their change is kept: \
        generation 2026-01-01T00:00:01Z by Bob\
        """,
        text(2));
  }

  @Test
  void withoutOneThereIsNothingToTell() {
    assertEquals("generation 2026-01-01T00:00:02Z: no change", text(1));
  }

  private static String text(int attempts) {
    return UpdateReport.text(
        new Updated.Written(Optional.of(BEFORE), AFTER, attempts, Optional.empty()));
  }
}
