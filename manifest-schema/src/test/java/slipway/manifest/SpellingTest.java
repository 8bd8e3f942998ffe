package slipway.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
  private static final List<String> KNOWN = List.of("args", "command", "user", "workingDirectory");

  @ParameterizedTest
  @CsvSource({
    "comand, command",
    "COMMAND, command",
    "commands, command",
    "usr, user",
    "arg, args",
    "workdirectory, workingDirectory"
  })
  void aSlipFindsTheName(String found, String meant) {
    assertEquals(Optional.of(meant), Spelling.closest(found, KNOWN));
  }

  @ParameterizedTest
  @CsvSource({"x", "nonsense", "''", "uid"})
  void anotherWordFindsNothing(String found) {
    assertEquals(Optional.empty(), Spelling.closest(found, KNOWN));
  }
}
