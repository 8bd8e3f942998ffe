package slipway.e2e.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Output;
import tools.jackson.databind.node.ObjectNode;

/// A folder of service files, as CI applies it.
@OnFleet
class ApplyTest {
  @Test
  void theFleetMatchesTheFolderAndADryRunTellsWhetherItDoes(Project project) {
    Desk desk = project.desk();
    project.follow("one", "two");
    desk.push(0, project.entry("other", Kind.WEB, "3", "one"));
    put(desk, project.entry("a", Kind.WEB, "1", "one", "two"));
    put(desk, project.entry("b", Kind.WEB, "2", "two"));
    String before = project.bucket().text("manifest.json");
    desk.run(10, "apply", "services", "--dry-run");
    assertEquals(before, project.bucket().text("manifest.json"));

    Output applied = desk.run(0, "apply", "services", "--wait");
    assertTrue(applied.toString().contains(project.name("other")), "what is left is named");
    project.host("one").assertRuns("a", "1");
    project.host("two").assertRuns("a", "1");
    project.host("two").assertRuns("b", "2");
    project.host("one").awaitRuns("other", "3");
    desk.run(0, "apply", "services", "--dry-run");

    desk.run(10, "apply", "services", "--prune", "--dry-run");
    put(desk, project.entry("a", Kind.WEB, "2", "one"));
    desk.run(0, "apply", "services", "--prune", "--wait");
    project.host("one").assertRuns("a", "2");
    project.host("two").assertDoesNotRun("a");
    project.host("one").assertDoesNotRun("other");
    desk.run(0, "apply", "services", "--prune", "--dry-run");
  }

  @Test
  void allProblemsOfAFolderAreNamedAndNothingIsChanged(Project project) {
    Desk desk = project.desk();
    ObjectNode noHosts = project.entry("a", Kind.WEB, "1", "one");
    noHosts.remove("hosts");
    put(desk, noHosts);
    ObjectNode badPath = project.entry("b", Kind.WEB, "1", "one");
    badPath.withObjectProperty("http").put("path", "no-slash");
    put(desk, badPath);
    String before = project.bucket().text("manifest.json");
    Output apply = desk.run("apply", "services");
    assertTrue(apply.exit() == 2 || apply.exit() == 3, apply::toString);
    assertTrue(apply.err().contains(project.name("a")), apply::toString);
    assertTrue(apply.err().contains(project.name("b")), apply::toString);
    assertEquals(before, project.bucket().text("manifest.json"));
  }

  private static void put(Desk desk, ObjectNode entry) {
    desk.slipway().write("services/" + entry.path("name").asString() + ".json", entry.toString());
  }
}
