package slipway.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenerationTest {
  @ParameterizedTest
  @CsvSource({
    "2025-01-15T12:34:56Z, 20250115T123456.000Z",
    "2025-01-15T12:34:56.789Z, 20250115T123456.789Z",
    "2999-12-31T23:59:59.999Z, 29991231T235959.999Z",
  })
  void anArchiveNameIsReadBack(Instant generation, String name) {
    assertEquals(name, Generation.archiveName(generation));
    assertEquals(Optional.of(generation), Generation.parseArchiveName(name));
  }

  @Test
  void anArchiveNameIsCutToMilliseconds() {
    assertEquals(
        "20250115T123456.789Z",
        Generation.archiveName(Instant.parse("2025-01-15T12:34:56.789999Z")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "20250115T123456Z",
        "20250230T123456.000Z",
        "20250115T246060.000Z",
        "20250115T123456.000+01",
        "20250115T123456.000Z.json",
        "+20250115T12345.000Z",
        "2025-01-15T12:34:56Z"
      })
  void anythingElseIsNoArchiveName(String name) {
    assertEquals(Optional.empty(), Generation.parseArchiveName(name));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, 2025-01-15T12:00:00.123456Z, 2025-01-15T12:00:00.123Z",
        "2025-01-15T11:00:00Z, 2025-01-15T12:00:00Z, 2025-01-15T12:00:00Z",
        "2025-01-15T12:00:00Z, 2025-01-15T12:00:00Z, 2025-01-15T12:00:00.001Z",
        "2025-01-15T12:00:00Z, 2025-01-15T12:00:00.000999Z, 2025-01-15T12:00:00.001Z",
        "2025-01-15T12:00:00.000001Z, 2025-01-15T12:00:00.001Z, 2025-01-15T12:00:00.002Z",
        "2025-01-15T13:00:00.5Z, 2025-01-15T12:00:00Z, 2025-01-15T13:00:00.501Z",
      })
  void theNextGenerationIsAMillisecondLaterAtLeast(
      Instant replaced, Instant now, Instant expected) {
    assertEquals(expected, Generation.next(replaced, now));
  }
}
