package slipway.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever can write to the bucket can put anything at the key of a report.
class HostileReportTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "version": 1             | "version": 2            | /version
          "version": 1             | "version": "1"          | /version
          "version": 1             | "version": 1e999999999  | /version
          "version": 1             | "versions": 1           | /version
          "web-1.example.org"      | "../manifest"           | /host
          "web-1.example.org"      | 7                       | /host
          "deployer": "0.1.0",     | ``                      | /deployer
          12:34:56.789Z            | 12:34:56                | /at
          2026-01-15T12:34:56      | 2026-02-30T12:34:56     | /at
          "2026-01-15T12:34:56.789Z" | 1768480496            | /at
          2026-01-15T12:34:56      | 999999999-01-15T12:34:56 | /at
          "daemon"                 | "cron"                  | /poll/mode
          300                      | 0                       | /poll/intervalSec
          300                      | 3.5                     | /poll/intervalSec
          300                      | 99999999999999999999    | /poll/intervalSec
          300                      | "300"                   | /poll/intervalSec
          "cache": [               | "cache": [1,            | /trust/cache
          0123456789abcdef0123     | not a digest            | /accepted/digest
          "running": true          | "running": "true"       | /running
          "running": true          | "running": null         | /running
          "name": "api"            | "name": "api\\u001b[2J" | /services/0/name
          "name": "web"            | "name": "api"           | /services/1/name
          "rolled-back"            | "lost"                  | /services/0/state
          "state": "rolled-back"   | "state": ["deployed"]   | /services/0/state
          "release": 2             | "release": -2           | /services/0/release
          /nix/store/00000000000000000000000000000000-api-1 | /etc/passwd | /services/0/storePath
          "healthy"                | "well"                  | /services/0/health
          "restarts": 4            | "restarts": 1e9         | /services/0/restarts
          "message": "release 3 answered 500", | ``          | /services/0/error/message
          """)
  void aMalformedFieldIsNamed(String found, String put, String pointer) {
    byte[] document = Reports.changed("maximal.json", found, put);
    assertEquals(pointer, problemOf(document));
  }

  /// What the schema file says and what the reader does are two texts; they must not differ.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "version": 1             | "version": 2
          "web-1.example.org"      | "../manifest"
          12:34:56.789Z            | 12:34:56
          "daemon"                 | "cron"
          300                      | 0
          "cache": [               | "cache": [1,
          0123456789abcdef0123     | not a digest
          "running": true          | "running": null
          "name": "api"            | "name": "Api"
          "rolled-back"            | "lost"
          "release": 2             | "release": -2
          /nix/store/00000000000000000000000000000000-api-1 | /etc/passwd
          "restarts": 4            | "restarts": -1
          """)
  void theSchemaRefusesWhatTheReaderRefuses(String found, String put) {
    byte[] document = Reports.changed("maximal.json", found, put);
    assertFalse(GoldenReportTest.schemaProblems(document).isEmpty());
    assertInstanceOf(ReportReading.Invalid.class, HostReportReader.read(document));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "null", "[]", "7", "\"a\"", "{}", "{\"version\":1}", "{\"a\":1,\"a\":2}"})
  void whatIsNoReportIsRefused(String document) {
    assertInstanceOf(
        ReportReading.Invalid.class,
        HostReportReader.read(document.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void fiveMebibytesAreRefusedUnread() {
    byte[] document = new byte[5 << 20];
    Arrays.fill(document, (byte) ' ');
    assertTrue(messageOf(document).contains("5242880 bytes"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void deepNestingIsRefused(String level) {
    String document = level.repeat(1 << 19);
    assertInstanceOf(
        ReportReading.Invalid.class,
        HostReportReader.read(document.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aTruncatedReportIsRefusedWhereverItEnds() {
    byte[] whole = Reports.golden("maximal.json");
    int end = new String(whole, StandardCharsets.UTF_8).lastIndexOf('}');
    for (int length = 0; length < end; length++) {
      assertInstanceOf(
          ReportReading.Invalid.class,
          HostReportReader.read(Arrays.copyOf(whole, length)),
          "cut to " + length);
    }
  }

  @Test
  void noBytesMakeTheReaderThrow() {
    Random random = new Random(7);
    for (int round = 0; round < 5_000; round++) {
      byte[] document = Reports.golden("maximal.json");
      for (int flips = 0; flips < 1 + random.nextInt(4); flips++) {
        document[random.nextInt(document.length)] = (byte) random.nextInt(256);
      }
      HostReportReader.read(document);
    }
  }

  @Test
  void halvesOfCharactersAndEscapesAreStripped() {
    byte[] document =
        Reports.changed(
            "maximal.json",
            "release 3 answered 500",
            "\\u001b[31mred\\u001b[0m \\u009b2Jgone\\n\\r\\u202eright\\u2066\\ud800 \\u0007bell");
    HostReport report = Reports.valid(document);
    var error = report.services().getFirst().error();
    assertEquals("red gone right bell", error == null ? "" : error.message());
  }

  @Test
  void aProblemHoldsNothingThatATerminalObeys() {
    byte[] document =
        Reports.changed("maximal.json", "\"name\": \"web\"", "\"name\": \"\\u001b]0;x\\u0007\"");
    assertTrue(messageOf(document).chars().noneMatch(Character::isISOControl));
  }

  private static String problemOf(byte[] document) {
    return switch (HostReportReader.read(document)) {
      case ReportReading.Valid _ -> fail("was read");
      case ReportReading.Invalid(var problem) -> problem.pointer();
    };
  }

  private static String messageOf(byte[] document) {
    return switch (HostReportReader.read(document)) {
      case ReportReading.Valid _ -> fail("was read");
      case ReportReading.Invalid(var problem) -> problem.toString();
    };
  }
}
