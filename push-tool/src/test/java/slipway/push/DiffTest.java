package slipway.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DiffTest {
  private static final String WHO = "  Ada <ada@example.org> (releases-manifest-1)\n";

  @TempDir Path folder;

  @Test
  void thePreviousManifestAndTheCurrentAreCompared() throws Exception {
    try (Desk desk = threeVersions()) {
      assertEquals(
          "--- 20260101T100300.000Z"
              + WHO
              + "+++ 20260101T100400.000Z"
              + WHO
              + """
              web
                store path  - %1$s
                store path  + %2$s
                unit        web.service
                  - ExecStart=%1$s/bin/web
                  + ExecStart=%2$s/bin/web
              """
                  .formatted(Desk.path("web", "2"), Desk.path("web", "3")),
          desk.run("diff").expect(0).out());
    }
  }

  @Test
  void oneGenerationIsComparedWithTheCurrent() throws Exception {
    try (Desk desk = threeVersions()) {
      String out = desk.run("diff", "20260101T1002").expect(0).out();
      assertTrue(out.contains("-web-1\n") && out.contains("-web-3\n"), out);
    }
  }

  @Test
  void anyTwoGenerationsAreComparedInEitherOrder() throws Exception {
    try (Desk desk = threeVersions()) {
      JsonNode diff =
          JsonMapper.shared()
              .readTree(
                  desk.run("diff", "2026-01-01T10:03", "2026-01-01T10:02", "--json")
                      .expect(0)
                      .out());
      assertEquals("2026-01-01T10:03:00Z", diff.at("/from/generation").asString());
      assertEquals(Desk.AUTHOR, diff.at("/to/pushedBy").asString());
      assertEquals("changed", diff.at("/services/0/change").asString());
      assertEquals(
          Desk.path("web", "2").toString(), diff.at("/services/0/storePath/before").asString());
      assertTrue(diff.at("/services/0/units/0/lines/0").asString().startsWith("-ExecStart="));
      assertTrue(diff.path("hosts").isMissingNode());
    }
  }

  @Test
  void whatIsTheSameHasNoDifference() throws Exception {
    try (Desk desk = threeVersions()) {
      String out = desk.run("diff", "20260101T1004").expect(0).out();
      assertTrue(out.endsWith("no difference\n"), out);
    }
  }

  @Test
  void aFreezeIsADifference() throws Exception {
    try (Desk desk = threeVersions()) {
      desk.run("freeze", "--reason", "the audit").expect(0);
      assertTrue(
          desk.run("diff")
              .expect(0)
              .out()
              .endsWith("frozen by Ada <ada@example.org>: \"the audit\"\n"));
    }
  }

  @Test
  void whatIsNotThereIsNamed() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      assertTrue(desk.run("diff").expect(1).err().contains("no earlier manifest"));
      assertTrue(desk.run("diff", "2025").expect(2).err().contains("no earlier manifest has"));
    }
  }

  private Desk threeVersions() throws Exception {
    Desk desk = Desk.ready(folder);
    desk.set("web", "1"); // 10:02
    desk.set("web", "2");
    desk.set("web", "3");
    return desk;
  }
}
