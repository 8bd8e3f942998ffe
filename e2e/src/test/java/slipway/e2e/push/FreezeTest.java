package slipway.e2e.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Closures.Kind;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A frozen manifest.
@OnFleet
class FreezeTest {
  @Test
  void changesAreRefusedWithWhoAndWhyUntilItIsUnfrozen(Project project) {
    Desk desk = project.desk();
    project.follow("one");
    desk.push(0, project.entry("a", Kind.WEB, "1", "one"));
    desk.run(0, "freeze", "--reason", "the audit ends on Friday");
    String frozen = project.bucket().text("manifest.json");
    ObjectNode second = project.entry("a", Kind.WEB, "2", "one");
    Stream.of(
            desk.push(3, second), desk.run(3, "remove", project.name("a")), desk.run(3, "rollback"))
        .forEach(output -> {
          assertTrue(output.err().contains("the audit ends on Friday"), output::toString);
          assertTrue(output.err().contains("unfreeze"), output::toString);
          assertTrue(output.err().contains(author(project)), output::toString);
        });
    assertEquals(frozen, project.bucket().text("manifest.json"));
    project.host("one").awaitRuns("a", "1");
    desk.run(0, "unfreeze");
    desk.push(0, second);
    project.host("one").awaitRuns("a", "2");
  }

  /// Who froze it, as the manifest says.
  private static String author(Project project) {
    return JsonMapper.shared()
        .readTree(project.bucket().text("manifest.json"))
        .at("/freeze/by")
        .asString();
  }
}
