package slipway.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.cache.Bucket;
import slipway.cache.Fetched;
import slipway.push.files.SettingsFiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandsTest {
  @TempDir Path folder;

  @Test
  void aServiceIsRemoved() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      desk.set("web", "1");
      JsonNode removed =
          JsonMapper.shared().readTree(desk.run("remove", "web", "--json").expect(0).out());
      assertTrue(removed.at("/changed").booleanValue());
      assertEquals("removed", removed.at("/changes/0/change").asString());
      assertTrue(desk.run("history").out().startsWith("* "));
    }
  }

  @Test
  void removingWhatIsNotThereNamesWhatIs() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      desk.set("web", "1");
      Desk.Ran ran = desk.run("remove", "wep").expect(2);
      assertTrue(ran.err().contains("\"wep\"") && ran.err().contains("\"web\""), ran.err());
    }
  }

  @Test
  void rollbackGoesOneBackAndAgainComesBack() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      desk.set("web", "1");
      desk.set("web", "2");
      assertTrue(desk.run("rollback").expect(0).out().contains("web-2 -> web-1"));
      assertTrue(desk.run("rollback").expect(0).out().contains("web-1 -> web-2"));
    }
  }

  @Test
  void rollbackTakesAGenerationInEveryForm() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      desk.set("web", "1"); // 10:02
      desk.set("web", "2");
      desk.set("web", "3");
      for (String form :
          new String[] {
            "20260101T100200.000Z",
            "2026-01-01T10:02:00Z",
            "2026-01-01T11:02:00+01:00",
            "20260101T1002",
            "2026-01-01T10:02"
          }) {
        desk.set("web", "4");
        assertTrue(desk.run("rollback", form).expect(0).out().contains("web-4 -> web-1"), form);
      }
      assertTrue(desk.run("rollback", "2026").expect(2).err().contains("type more of it"));
      assertTrue(desk.run("rollback", "2025").expect(2).err().contains("no earlier manifest"));
    }
  }

  @Test
  void rollbackToWhatRunsChangesNothing() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      desk.set("web", "1");
      desk.set("web", "2");
      desk.run("rollback").expect(0);
      assertTrue(desk.run("rollback", "20260101T1002").expect(0).out().contains("nothing changed"));
    }
  }

  @Test
  void historyIsNewestFirstAndMarksTheCurrent() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      desk.set("web", "1");
      desk.set("job", "1");
      List<String> lines = desk.run("history").expect(0).out().lines().toList();
      assertEquals(3, lines.size());
      assertEquals("* 20260101T100300.000Z" + Desk.WHO + "+job job-1", lines.get(0));
      assertEquals("  20260101T100200.000Z" + Desk.WHO + "+web web-1", lines.get(1));
      JsonNode json = JsonMapper.shared().readTree(desk.run("history", "--json").out());
      assertTrue(json.at("/0/current").booleanValue());
      assertEquals(Desk.AUTHOR, json.at("/0/pushedBy").asString());
      assertEquals("releases-manifest-1", json.at("/0/signedBy").asString());
      assertEquals("added", json.at("/0/changes/0/change").asString());
      assertEquals(1, desk.run("history", "--limit", "1").out().lines().count());
    }
  }

  @Test
  void everyManifestSaysWhoMadeIt() throws Exception {
    try (Desk desk = Desk.ready(folder);
        Bucket bucket = desk.bucket()) {
      assertEquals(Desk.AUTHOR, current(bucket).path("pushedBy").asString());
      desk.set("web", "1");
      desk.run("remove", "web").expect(0);
      assertEquals(Desk.AUTHOR, current(bucket).path("pushedBy").asString());
    }
  }

  private static JsonNode current(Bucket bucket) throws Exception {
    Fetched.Found found = (Fetched.Found) bucket.fetch("manifest.json", null, 1 << 20);
    return JsonMapper.shared().readTree(found.body());
  }

  @Test
  void validateNamesEveryProblemAndItsFile() throws Exception {
    try (Desk desk = Desk.at(folder)) {
      desk.write("good.json", "{\"hosts\":[\"a\"],\"exec\":{\"command\":\"web\"}}");
      desk.write("bad.json", "{\"hosts\":\"a\",\"exec\":{}}");
      desk.write("manifest.json", "{\"version\":1,\"services\":[]}");
      assertTrue(desk.run("validate", "good.json").expect(0).out().contains("a valid service"));
      String problems = desk.run("validate", "bad.json").expect(3).out();
      assertTrue(problems.contains("bad.json: /hosts") && problems.contains("bad.json: /exec"));
      JsonNode json =
          JsonMapper.shared()
              .readTree(desk.run("validate", "manifest.json", "--json").expect(3).out());
      assertEquals("manifest", json.at("/kind").asString());
      desk.run("validate", "absent.json").expect(2);
    }
  }

  @Test
  void aServiceFileIsJudgedBeforeAnythingElse() throws Exception {
    try (Desk desk = Desk.at(folder)) {
      desk.write("web.json", "{\"hosts\":[],\"exec\":{\"command\":\"web\"},\"envs\":{}}");
      String err = desk.run("push", "web", "./result", "-f", "web.json").expect(3).err();
      assertTrue(err.contains("web.json: /envs"), err);
      desk.write("other.json", "{\"name\":\"api\",\"hosts\":[\"a\"],\"exec\":{\"command\":\"x\"}}");
      assertTrue(
          desk.run("push", "web", "./result", "-f", "other.json").expect(2).err().contains("api"));
    }
  }

  @Test
  void pushWantsAPathOrABuild() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      desk.run("push", "web").expect(2);
      desk.run("push", "web", "./result", "--build", ".#web").expect(2);
      String err = desk.run("push", "web", "./result").expect(2).err();
      assertTrue(err.contains("./result is not a path in the Nix store"), err);
    }
  }

  @Test
  void onlyWhatUploadsNeedsTheCacheKey() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      desk.set("web", "1");
      Files.delete(folder.resolve(".slipway/cache.key"));
      desk.run("history").expect(0);
      desk.run("remove", "web").expect(0);
      String err = desk.run("push", "web", "./result").expect(2).err();
      assertTrue(err.contains("cannot read the key") && err.contains("cache.key"), err);
    }
  }

  @Test
  void settingsAreFoundUpwardAndTheirAbsenceSaysWhatToType() throws Exception {
    try (Desk desk = Desk.at(folder)) {
      assertTrue(desk.run("history").expect(2).err().contains("slipway init"));
      desk.init().expect(0);
      Path below = Files.createDirectories(folder.resolve("a/b"));
      assertEquals(folder.resolve("slipway.json"), new SettingsFiles(below).find(Optional.empty()));
    }
  }

  @Test
  void aMisspeltCommandOrOptionIsAnsweredWithWhatWasMeant() throws Exception {
    try (Desk desk = Desk.at(folder)) {
      assertTrue(desk.run("pusch").expect(2).err().contains("slipway push"));
      Desk.Ran ran = desk.run("history", "--jsno").expect(2);
      assertTrue(ran.err().contains("--json"), ran.err());
    }
  }

  @Test
  void everyCommandHasHelpWithAnExample() throws Exception {
    try (Desk desk = Desk.at(folder)) {
      for (String command :
          new String[] {
            "init",
            "doctor",
            "apply",
            "push",
            "remove",
            "rollback",
            "freeze",
            "unfreeze",
            "history",
            "diff",
            "validate",
            "cache"
          }) {
        assertTrue(desk.run(command, "--help").expect(0).out().contains("  slipway " + command));
      }
      assertTrue(desk.run("--version").expect(0).out().startsWith("slipway "));
    }
  }

  @Test
  void aStackTraceIsOnlyForThoseWhoAsk() throws Exception {
    try (Desk desk = Desk.at(folder)) {
      assertFalse(desk.run("history").err().contains("\tat "));
      assertTrue(desk.run("history", "--verbose").err().contains("\tat "));
    }
  }
}
