package slipway.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.push.Desk.Ran;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExportNomadTest {
  @TempDir Path folder;

  @Test
  void theManifestOfTheBucketBecomesAFilePerService() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      desk.set("web", "1");
      desk.set("api", "1");
      Ran ran = desk.run("export", "nomad", "--output", "jobs", "--datacenter", "fra1").expect(0);
      assertTrue(ran.out().startsWith("manifest 20260101T100300.000Z  " + Desk.AUTHOR), ran.out());
      assertTrue(ran.out().contains("wrote jobs/web.nomad.json\n"), ran.out());
      assertTrue(ran.out().contains("  exec.user: is not set"), ran.out());
      assertTrue(ran.out().contains("    (web, api)\n"), ran.out());
      JsonNode job = json(Files.readString(folder.resolve("jobs/web.nomad.json"))).get("Job");
      assertEquals("web", job.path("ID").asString());
      assertEquals("[\"fra1\"]", job.path("Datacenters").toString());
      assertTrue(job.toString().contains(Desk.path("web", "1") + "/bin/web"), job.toString());
      assertTrue(Files.exists(folder.resolve("jobs/api.nomad.json")));
    }
  }

  @Test
  void optionsOfTheClusterReachTheJob() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      desk.set("web", "1");
      desk.run(
              "export",
              "nomad",
              "--output",
              "jobs",
              "--format",
              "nix",
              "--region",
              "eu",
              "--datacenter",
              "a",
              "--datacenter",
              "b",
              "--provider",
              "consul")
          .expect(0);
      String nix = Files.readString(folder.resolve("jobs/web.nix"));
      assertTrue(nix.contains("region = \"eu\";"), nix);
      assertTrue(nix.contains("\"a\"\n        \"b\"\n"), nix);
    }
  }

  @Test
  void aFileNeedsNoSettings() throws Exception {
    Files.writeString(
        folder.resolve("m.json"),
        "{\"version\": 1, \"generation\": \"2026-01-01T10:00:00Z\", \"services\": []}");
    try (Desk desk = Desk.at(folder)) {
      Ran ran = desk.run("export", "nomad", "m.json", "--output", "jobs", "--json").expect(0);
      JsonNode result = json(ran.out());
      assertEquals("2026-01-01T10:00:00Z", result.path("generation").asString());
      assertEquals(0, result.path("files").size() + result.path("warnings").size());
    }
  }

  @Test
  void programsGetFilesAndWarningsPerServiceAndField() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      desk.set("web", "1");
      JsonNode result = json(desk.run("export", "nomad", "--output", "jobs", "--json").out());
      assertEquals(
          "{\"service\":\"web\",\"file\":\"jobs/web.nomad.json\",\"action\":\"wrote\"}",
          result.at("/files/0").toString());
      assertTrue(
          result
              .path("warnings")
              .valueStream()
              .anyMatch(one ->
                  one.path("service").asString().equals("web")
                      && one.path("field").asString().equals("exec.user")
                      && one.path("message").asString().contains("nobody")));
    }
  }

  @Test
  void aFileWithAnotherContentIsReplacedOnlyWhereThatIsSaid() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      desk.set("web", "1");
      desk.set("api", "1");
      desk.run("export", "nomad", "--output", "jobs").expect(0);
      Path web = folder.resolve("jobs/web.nomad.json");
      Files.writeString(web, "mine");
      Files.delete(folder.resolve("jobs/api.nomad.json"));
      Ran refused = desk.run("export", "nomad", "--output", "jobs").expect(2);
      assertTrue(refused.err().contains("jobs/web.nomad.json is there"), refused.err());
      assertTrue(refused.err().contains("--overwrite"), refused.err());
      assertEquals("mine", Files.readString(web));
      assertFalse(Files.exists(folder.resolve("jobs/api.nomad.json")), "nothing is written");
      Ran replaced = desk.run("export", "nomad", "--output", "jobs", "--overwrite").expect(0);
      assertTrue(replaced.out().contains("replaced jobs/web.nomad.json\n"), replaced.out());
      assertTrue(replaced.out().contains("wrote jobs/api.nomad.json\n"), replaced.out());
      Ran again = desk.run("export", "nomad", "--output", "jobs").expect(0);
      assertTrue(again.out().contains("left as it is jobs/web.nomad.json\n"), again.out());
    }
  }

  @Test
  void theExitCodeTellsWhoseFaultItIs() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      Files.writeString(folder.resolve("bad.json"), "{\"version\": 2}");
      Files.writeString(folder.resolve("file"), "");
      Ran bad = desk.run("export", "nomad", "bad.json", "--output", "jobs").expect(3);
      assertTrue(bad.err().contains("bad.json: /version"), bad.err());
      assertFalse(Files.exists(folder.resolve("jobs")), "nothing is written");
      desk.run("export", "nomad", "none.json", "--output", "jobs").expect(2);
      desk.run("export", "nomad", "--output", "jobs", "--format", "hcl").expect(2);
      desk.run("export", "nomad").expect(2);
      desk.run("export").expect(2);
      desk.run("export", "nomad", "--output", "file").expect(2);
    }
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
