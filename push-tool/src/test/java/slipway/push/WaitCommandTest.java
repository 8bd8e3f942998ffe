package slipway.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.cache.Bucket;
import slipway.cache.Condition;
import slipway.push.fleet.Told;
import slipway.report.HostReportWriter;
import slipway.report.ReportedState;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WaitCommandTest {
  private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");

  @TempDir Path folder;

  @Test
  void removeWaitsUntilItIsGone() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      desk.set("web", "1");
      report(desk, Told.by("a").accepted(LATER));
      Desk.Ran ran = desk.run("remove", "web", "--wait").expect(0);
      assertTrue(ran.out().contains("deployed on 1 host after 0 s"), ran.out());
      assertEquals("a  deployed\n", ran.err());
    }
  }

  @Test
  void whatAHostReportsAsFailedEndsWithOneAndItsReason() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      desk.set("web", "1");
      desk.set("web", "2");
      report(
          desk,
          Told.by("a").accepted(LATER).service("web", "0".repeat(64), ReportedState.DEPLOYED));
      Desk.Ran ran = desk.run("rollback", "--wait", "--json").expect(1);
      JsonNode hosts = JsonMapper.shared().readTree(ran.out()).path("hosts");
      assertEquals("superseded", hosts.at("/a/result").asString());
      assertTrue(hosts.at("/a/reason").asString().contains("later generation 20300101"), ran.out());
    }
  }

  @Test
  void withoutWaitNobodyIsAsked() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      desk.set("web", "1");
      desk.run("remove", "web").expect(0);
      assertFalse(
          desk.server().seen().stream().anyMatch(request -> request.target().contains("status/")));
    }
  }

  @Test
  void aTimeoutThatIsNoneIsRefused() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      String err = desk.run("remove", "web", "--wait", "--timeout", "soon").expect(2).err();
      assertTrue(err.contains("wanted 90s, 10m or 1h"), err);
    }
  }

  private static void report(Desk desk, Told told) throws Exception {
    try (Bucket bucket = desk.bucket()) {
      bucket.write(
          "status/a.json",
          HostReportWriter.write(told.report()),
          "application/json",
          Map.of(),
          new Condition.Always());
    }
  }
}
