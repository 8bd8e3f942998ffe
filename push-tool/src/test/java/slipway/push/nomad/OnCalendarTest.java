package slipway.push.nomad;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnCalendarTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "minutely | * * * * *",
        "hourly | 0 * * * *",
        "Daily | 0 0 * * *",
        "weekly | 0 0 * * 1",
        "monthly | 0 0 1 * *",
        "quarterly | 0 0 1 1,4,7,10 *",
        "semiannually | 0 0 1 1,7 *",
        "yearly | 0 0 1 1 *",
        "annually | 0 0 1 1 *",
        "04:00 | 0 4 * * *",
        "*-*-* 04:00:30 | 30 0 4 * * * *",
        "Mon..Fri 04:00 | 0 4 * * 1,2,3,4,5",
        "Sat,Sunday | 0 0 * * 0,6",
        "Mon..Sun 4:5 | 5 4 * * *",
        "*:0/15 | 0,15,30,45 * * * *",
        "*:*:* | * * * * * * *",
        "*-*-1/10 | 0 0 1,11,21,31 * *",
        "12-24 18:00 | 0 18 24 12 *",
        "2027..2029-02-29 00:00 | 0 0 0 29 2 * 2027,2028,2029",
        "8..10,22:00 | 0 8,9,10,22 * * *",
        "8..12/2:00 | 0 8,10,12 * * *",
        "Wed *-*-1..31 03:00 | 0 3 * * 3"
      })
  void whatCronCanSayIsTranslated(String timer, String cron) {
    assertEquals(Optional.of(new Cron(cron, Optional.empty())), OnCalendar.toCron(timer));
  }

  @ParameterizedTest
  @CsvSource({
    "daily UTC, UTC",
    "Mon *-*-* 04:00:00 Europe/Berlin, Europe/Berlin",
    "04:00 Asia/Tokyo, Asia/Tokyo"
  })
  void theTimeZoneIsKept(String timer, String zone) {
    assertEquals(Optional.of(zone), OnCalendar.toCron(timer).orElseThrow().timeZone());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mon *-*-1..7 04:00", // cron runs on Mondays and on the first seven days
        "*-*~01", // counted from the month's end
        "04:00:00.5",
        "27-01-01", // two digits of a year
        "Sat..Mon",
        "2200-01-01",
        "*:0/0",
        "25:00",
        "04:00 CEST",
        "04:00 Nowhere/Land",
        "UTC",
        "tomorrow",
        "*-*-* * 04:00",
        "1-2-3-4"
      })
  void whatItCannotIsNot(String timer) {
    assertEquals(Optional.empty(), OnCalendar.toCron(timer));
  }
}
