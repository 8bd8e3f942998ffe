package slipway.deployer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class LengthOfTimeTest {
  @ParameterizedTest
  @CsvSource({
    "30m,PT30M",
    "2h,PT2H",
    "1d12h,PT36H",
    "90s,PT1M30S",
    "1h30m5s,PT1H30M5S",
    "30d,P30D"
  })
  void aLengthIsRead(String text, Duration length) {
    assertEquals(length, new LengthOfTime().convert(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "2", "h", "0m", "-1h", "2 h", "2H", "1m2h", "31d", "99999999h", "٣h", "2h\n"})
  void anythingElseIsNot(String text) {
    assertThrows(TypeConversionException.class, () -> new LengthOfTime().convert(text));
  }
}
