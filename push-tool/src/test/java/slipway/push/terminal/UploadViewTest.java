package slipway.push.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UploadViewTest {
  private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
  private static final long MIB = 1 << 20;

  private UploadState state = new UploadState(0, 4, 0, 100 * MIB, 0, 0);
  private final UploadView view = new UploadView(() -> state);

  @Test
  void theBarShowsPathsBytesRateAndTheRest() {
    assertEquals("[········································] 0/4 paths, 0 B, 0%", picture(100, 0));
    state = new UploadState(2, 4, 40 * MIB, 100 * MIB, 20 * MIB, 25 * MIB);
    assertEquals(
        "[####################····················] 2/4 paths, 25.0 MiB, 50%, 5.0 MiB/s, 6 s left",
        picture(120, 5));
    state = new UploadState(4, 4, 100 * MIB, 100 * MIB, 50 * MIB, 50 * MIB);
    assertEquals(
        "[########################################] 4/4 paths, 50.0 MiB in 10 s", picture(100, 10));
  }

  @Test
  void aNarrowTerminalHasTheFiguresAlone() {
    assertEquals("0/4 paths, 0 B, 0%", picture(20, 0));
  }

  @Test
  void whatIsOnItsWayCountsByTheCompressionSoFarAndNeverAsDone() {
    assertEquals(0.5, new UploadState(1, 2, 40, 100, 20, 25).fraction());
    assertEquals(0.99, new UploadState(1, 2, 40, 100, 20, 900).fraction());
    assertEquals(0.25, new UploadState(0, 2, 0, 100, 0, 25).fraction());
    assertEquals(1, new UploadState(2, 2, 100, 100, 50, 50).fraction());
  }

  @Test
  void aPartThatIsSentAgainTakesNothingBack() {
    state = new UploadState(0, 4, 0, 100 * MIB, 0, 8 * MIB);
    picture(80, 1);
    state = new UploadState(0, 4, 0, 100 * MIB, 0, 0);
    assertTrue(picture(80, 2).contains("8.0 MiB"));
  }

  @Test
  void aLogGetsALineEveryFewSecondsAndTheLastOne() {
    assertEquals(List.of(), news(0, false));
    assertEquals(List.of(), news(4, false));
    assertEquals(1, news(5, false).size());
    assertEquals(List.of(), news(9, false));
    state = new UploadState(4, 4, 100 * MIB, 100 * MIB, 50 * MIB, 50 * MIB);
    assertEquals(List.of("uploading: 4/4 paths, 50.0 MiB in 9 s"), news(9, true));
  }

  private String picture(int columns, long second) {
    return view.picture(new Size(columns, 24), START.plusSeconds(second)).getFirst().text();
  }

  private List<String> news(long second, boolean last) {
    return view.news(START.plusSeconds(second), last).stream().map(Line::text).toList();
  }
}
