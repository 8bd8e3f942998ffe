package slipway.e2e.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import slipway.e2e.host.Output;

/// What people are told when something is wrong: one line on stderr besides the log.
public final class Sentence {
  private Sentence() {}

  /// @param parts that the line has to hold: what was found, what was wanted, what to do
  public static void assertOne(Output output, String... parts) {
    List<String> lines =
        output.err().lines().filter(line -> !line.isBlank() && !line.startsWith("level=")).toList();
    assertEquals(1, lines.size(), () -> "wanted one line on stderr: " + output);
    for (String part : parts) {
      assertTrue(lines.getFirst().contains(part), () -> "wanted \"" + part + "\" in " + output);
    }
  }
}
