package slipway.e2e.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HistogramTest {
  private final Histogram histogram = new Histogram();

  @Test
  void aQuantileIsAtMostThreeInAHundredTooLong() {
    for (int micros = 1; micros <= 100_000; micros++) {
      histogram.add(micros * 1_000L);
    }
    assertEquals(50, histogram.quantile(0.5), 50 * 0.032);
    assertEquals(99, histogram.quantile(0.99), 99 * 0.032);
    assertEquals(100, histogram.max());
    assertEquals(100_000, histogram.count());
  }

  @Test
  void noQuantileIsShorterThanWhatItCounts() {
    for (long micros = 0; micros < 5_000_000; micros = micros * 21 / 20 + 1) {
      Histogram one = new Histogram();
      one.add(micros * 1_000);
      one.add(3_600_000_000_000L);
      double said = one.quantile(0.5) * 1e3;
      double wanted = micros;
      assertEquals(wanted + wanted * 0.016, said, wanted * 0.016 + 1e-6);
    }
  }

  @Test
  void nothingTakesNoTime() {
    assertEquals(0, histogram.quantile(0.99));
  }

  @Test
  void moreThanAnHourCountsAsOne() {
    histogram.add(Long.MAX_VALUE);
    assertEquals(3_600_000, histogram.max());
    assertEquals(3_600_000, histogram.quantile(0.5));
  }
}
