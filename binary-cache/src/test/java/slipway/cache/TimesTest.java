package slipway.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The JDK's formatters say what a time is.
class TimesTest {
  @Test
  void timesAreReadAsTheJdkDoes() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 500; i++) {
      Instant time = Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L));
      assertEquals(time, Times.ofListing(time.toString()));
      Instant second = time.truncatedTo(ChronoUnit.SECONDS);
      String header = DateTimeFormatter.RFC_1123_DATE_TIME.format(second.atOffset(ZoneOffset.UTC));
      assertEquals(second, Times.ofHeader(header), header);
    }
  }

  @Test
  void timesAreSignedAsTheJdkWritesThem() {
    DateTimeFormatter format =
        DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 500; i++) {
      Instant time = Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L));
      assertEquals(format.format(time), Times.ofSignature(time));
    }
  }

  @Test
  void whatIsNoTimeIsRefused() {
    for (String text : List.of("", "2026-13-01T00:00:00.000Z", "2026-01-01Txx:00:00.000Z")) {
      assertThrows(DateTimeException.class, () -> Times.ofListing(text), text);
    }
    for (String text :
        List.of("", "Sat, 31 Foo 2026 12:00:00 GMT", "Sat, x1 Jan 2026 12:00:00 GMT")) {
      assertThrows(DateTimeException.class, () -> Times.ofHeader(text), text);
    }
  }
}
