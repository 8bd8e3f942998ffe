package slipway.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.cache.Bucket;
import slipway.cache.Condition;
import slipway.cache.Fetched;
import slipway.manifest.Manifest;
import slipway.manifest.ManifestReader;
import slipway.manifest.Reading;
import slipway.manifest.ServiceJson;
import slipway.push.fleet.Told;
import slipway.report.HostReportWriter;
import slipway.report.ReportedState;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StatusCommandTest {
  @TempDir Path folder;

  @Test
  void aFleetIsATableWithItsNotesBelow() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      desk.set("web", "1");
      Manifest manifest = manifest(desk);
      String web = ServiceJson.fingerprint(manifest.services().getFirst());
      put(desk, "a", told(manifest, "a").service("web", web, ReportedState.DEPLOYED));
      put(desk, "b", told(manifest, "b").service("web", null, ReportedState.REMOVING));
      put(desk, "c", "{}".getBytes(UTF_8));
      String[] lines = desk.run("status").expect(4).out().split("\n", -1);
      assertTrue(lines[0].startsWith("generation 20260101T100200.000Z, 60 s ago"), lines[0]);
      assertTrue(lines[2].matches(" +a +b +c"), lines[2]);
      assertTrue(lines[3].startsWith("report") && lines[3].endsWith("unreadable"), lines[3]);
      assertTrue(lines[4].matches("web +✓ #3 abcdef1 .* +- #3 abcdef1 leaving"), lines[4]);
      assertTrue(String.join("\n", lines).contains("c  its report cannot be read: /version"));
    }
  }

  @Test
  void programsGetTheSame() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      desk.set("web", "1");
      Manifest manifest = manifest(desk);
      String web = ServiceJson.fingerprint(manifest.services().getFirst());
      put(
          desk,
          "a",
          told(manifest, "a").service("web", web, ReportedState.ROLLED_BACK, null, "health: 500"));
      JsonNode status = JsonMapper.shared().readTree(desk.run("status", "--json").expect(1).out());
      assertEquals("rolled-back", status.at("/hosts/a/services/web/state").asString());
      assertEquals("health: 500", status.at("/hosts/a/services/web/error").asString());
      assertEquals(false, status.at("/asTheManifestSays").booleanValue());
    }
  }

  @Test
  void allIsWellWhereEveryHostSaysSo() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      desk.set("web", "1");
      Manifest manifest = manifest(desk);
      String web = ServiceJson.fingerprint(manifest.services().getFirst());
      put(desk, "a", told(manifest, "a").service("web", web, ReportedState.DEPLOYED));
      desk.run("status", "--json").expect(0);
    }
  }

  @Test
  void nothingOfAReportReachesTheTerminalAsAnEscape() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      desk.set("web", "1");
      put(desk, "a", "{\"version\":1,\"host\":\"a\u001b]0;x\u0007\"}".getBytes(UTF_8));
      String out = desk.run("status").expect(4).out();
      assertTrue(out.chars().noneMatch(it -> it == 0x1b || it == 7), out);
    }
  }

  @Test
  void aWatchHasNoOneDocument() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      desk.run("status", "--watch", "--json").expect(2);
    }
  }

  private static Told told(Manifest manifest, String host) {
    // The bucket's clock is the real one, and so is a host's.
    return Told.by(host).accepted(manifest.generation()).at(Instant.now());
  }

  private static Manifest manifest(Desk desk) throws Exception {
    try (Bucket bucket = desk.bucket()) {
      var found = (Fetched.Found) bucket.fetch("manifest.json", null, 1 << 20);
      return ((Reading.Valid) ManifestReader.read(found.body())).manifest();
    }
  }

  private static void put(Desk desk, String host, Told told) throws Exception {
    put(desk, host, HostReportWriter.write(told.report()));
  }

  private static void put(Desk desk, String host, byte[] report) throws Exception {
    try (Bucket bucket = desk.bucket()) {
      bucket.write(
          "status/" + host + ".json", report, "application/json", Map.of(), new Condition.Always());
    }
  }
}
