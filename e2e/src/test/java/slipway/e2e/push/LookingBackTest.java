package slipway.e2e.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Output;
import slipway.e2e.host.S3Store;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// History, differences, and back.
@OnFleet
class LookingBackTest {
  @Test
  void oneServiceGoesBackAndTheOthersStay(Project project) {
    Desk desk = project.desk();
    project.follow("one", "two");
    desk.push(0, project.entry("a", Kind.WEB, "1", "one", "two"), "--revision", "first");
    desk.push(0, project.entry("a", Kind.WEB, "2", "one", "two"), "--revision", "second");
    desk.push(0, project.entry("b", Kind.WEB, "1", "two"));
    desk.push(0, project.entry("b", Kind.WEB, "3", "two"), "--wait");
    desk.run(0, "rollback", project.name("a"), "--wait");
    project.host("one").assertRuns("a", "1");
    project.host("two").assertRuns("a", "1");
    project.host("two").assertRuns("b", "3");
    JsonNode history = read(desk.run(0, "history", "--json"));
    // As instants: one that falls on a whole second has no fraction to compare as text.
    List<Instant> generations =
        StreamSupport.stream(history.spliterator(), false)
            .map(entry -> Instant.parse(entry.path("generation").asString()))
            .toList();
    assertEquals(6, generations.size(), history::toString);
    assertEquals(generations.stream().sorted().toList().reversed(), generations);
    assertEquals("first", history.at("/0/revisions/" + project.name("a")).asString());
    assertEquals("second", history.at("/1/revisions/" + project.name("a")).asString());
    assertTrue(history.at("/0/pushedBy").isString(), history::toString);
  }

  @Test
  void aDifferenceNamesVariablesAndRoutesAndNoValues(Project project) {
    Desk desk = project.desk();
    ObjectNode first = project.entry("a", Kind.WEB, "1", "one");
    first.putObject("env").put("GONE", "value-1").put("OTHER", "value-2");
    desk.push(0, first);
    ObjectNode second = project.entry("a", Kind.WEB, "2", "one", "two");
    second.putObject("env").put("OTHER", "value-3").put("NEW", "value-4");
    second.withObjectProperty("http").put("path", "/deep");
    desk.push(0, second);
    Output diff = desk.run(0, "diff");
    for (String part : new String[] {"GONE", "OTHER", "NEW", "/deep", "two"}) {
      assertTrue(diff.out().contains(part), () -> part + ": " + diff);
    }
    assertFalse(diff.out().contains("value-"), diff::toString);
  }

  @Test
  void whatTheCacheLacksIsNamedAndNotGoneBackTo(Project project) {
    ObjectNode first = project.entry("a", Kind.WEB, "1", "one");
    ObjectNode second = project.entry("a", Kind.WEB, "2", "one");
    try (S3Store cache = S3Store.create(project.server(), "lacking-" + project.namespace())) {
      Desk desk = project.desk().withCache(cache.bucket());
      desk.push(0, first);
      desk.push(0, second);
      String manifest = project.bucket().text("manifest.json");
      String path = first.at("/artifact/storePath").asString();
      String hash = path.substring("/nix/store/".length()).split("-", 2)[0];
      cache.delete(hash + ".narinfo");
      for (String[] way : new String[][] {{"rollback"}, {"rollback", project.name("a")}}) {
        Output rollback = desk.run(way);
        assertTrue(rollback.exit() != 0, rollback::toString);
        assertTrue(rollback.err().contains(project.name("a")), rollback::toString);
        assertTrue(rollback.err().contains(path), rollback::toString);
      }
      assertEquals(manifest, project.bucket().text("manifest.json"));
    }
  }

  private static JsonNode read(Output output) {
    return JsonMapper.shared().readTree(output.out());
  }
}
