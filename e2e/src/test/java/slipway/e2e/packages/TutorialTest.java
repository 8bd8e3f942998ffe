package slipway.e2e.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Output;
import slipway.e2e.packages.Walkthrough.Step;

/// The tutorial, typed by a reader who reads every word and owns nothing but this machine.
@OnMachine
class TutorialTest {
  private static final Path PAGE = Path.of("docs/tutorial.md");

  @Test
  void everyCommandOfTheTutorialDoesWhatThePageShows(Machine machine) throws Exception {
    Walkthrough tutorial = Walkthrough.read(PAGE);
    Map<String, String> mine = mine(machine);
    assertEquals(List.copyOf(mine.keySet()), tutorial.variables(), "what each reader fills in");
    assertFalse(tutorial.steps().isEmpty());
    Shell shell = new Shell(machine.host(), mine);
    for (Step step : tutorial.steps()) {
      Output output = shell.type(step.commands());
      String where = PAGE + ":" + step.line() + "\n" + step.commands() + "printed\n" + output.out();
      assertTrue(output.succeeded(), () -> where + "and ended with " + output.exit());
      assertTrue(
          step.isShownBy(output.out()), () -> where + "where the page shows\n" + step.shown());
    }
  }

  private static Map<String, String> mine(Machine machine) {
    Map<String, String> mine = new LinkedHashMap<>();
    mine.put("ENDPOINT", machine.radosgw().endpoint().address().toString());
    mine.put("BUCKET", machine.bucket());
    mine.put("ACCESS_KEY", machine.radosgw().endpoint().accessKey());
    mine.put("SECRET_KEY", machine.radosgw().endpoint().secretKey());
    mine.put("PACKAGES", Machine.PACKAGES);
    return mine;
  }
}
