package slipway.push.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 KiB",
    "1536, 1.5 KiB",
    "102400, 100 KiB",
    "1048575, 1.0 MiB",
    "5368709120, 5.0 GiB"
  })
  void bytesAreShort(long count, String shown) {
    assertEquals(shown, Quantities.bytes(count));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "59, 59 s",
    "60, 1 min",
    "125, 2 min 5 s",
    "12000, 3 h 20 min",
    "352800, 4 d 2 h",
    "-5, 0 s"
  })
  void timesHaveTwoUnits(long seconds, String shown) {
    assertEquals(shown, Quantities.time(Duration.ofSeconds(seconds)));
  }
}
