package slipway.e2e.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Await;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Output;

/// What hosts say of themselves, and what somebody else says in their name.
@OnFleet
class ReportTest {
  /// Colours, a cleared screen and a change of direction, as JSON writes them.
  private static final String ESCAPE = "\\u001b[31m\\u009b2J\\u202e";

  @Test
  void aForgedReportDoesNoHarm(Project project) {
    Desk desk = project.desk();
    project.follow("one");
    desk.push(0, project.entry("a", Kind.WEB, "1", "one", "two", "three", "four"));
    project.host("one").awaitRuns("a", "1");
    String real = awaitReport(project);
    put(
        project,
        "two",
        real.replaceFirst("\"deployer\" ?: ?\"", "$0" + ESCAPE.replace("\\", "\\\\")));
    put(project, "three", " ".repeat(5 << 20) + real);
    put(project, "four", "{\"version\":1,\"host\":\"four\",\"problem\":\"" + ESCAPE + "gone\n");
    put(
        project,
        "five",
        real.replaceFirst("\"state\" ?: ?\"", "$0" + ESCAPE.replace("\\", "\\\\")));
    put(
        project,
        "six",
        real.replaceFirst("\"host\" ?: ?\"one\"", "\"host\":\"six\"")
            .replaceFirst(
                "\\{", "{\"problem\":\"" + ESCAPE.replace("\\", "\\\\") + "as-it-says\","));
    Output status = desk.run("status");
    assertTrue(status.exit() == 1 || status.exit() == 4, status::toString);
    assertTrue(
        status.err().lines().noneMatch(line -> line.contains("at slipway.")), status::toString);
    Output json = desk.run("status", "--json");
    for (String text : new String[] {status.out(), status.err(), json.out(), json.err()}) {
      assertFalse(
          text.contains("\u001b") || text.contains("\u009b") || text.contains("\u202e"), text);
    }
    assertTrue(json.out().contains("as-it-says"), json::toString);
    assertTrue(status.out().contains("one"), status::toString);
  }

  @Test
  void aHostThatMayNotReportSaysSoOnceAndGoesOn(Project project) {
    project.bucket().denyWriting("status/two.json");
    Desk desk = project.desk();
    project.follow("one", "two");
    for (String version : new String[] {"1", "2", "3"}) {
      desk.push(0, project.entry("a", Kind.WEB, version, "one", "two"));
      project.host("two").awaitRuns("a", version);
    }
    String journal = project.host("two").journal();
    long said = journal.lines().filter(line -> line.contains("status/two.json")).count();
    assertEquals(1, said, journal);
    Output status = desk.run(4, "status");
    assertTrue(status.out().contains("two  has never reported"), status::toString);
  }

  private static String awaitReport(Project project) {
    Await.until(
        "one has reported what it runs",
        Member.SOON,
        () ->
            project.bucket().has("status/one.json")
                && project.bucket().text("status/one.json").contains(project.name("a")));
    return project.bucket().text("status/one.json");
  }

  private static void put(Project project, String host, String report) {
    project.bucket().put("status/" + host + ".json", report.getBytes(UTF_8), Map.of());
  }
}
