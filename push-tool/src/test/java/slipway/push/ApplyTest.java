package slipway.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.cache.Bucket;
import slipway.cache.Condition;
import slipway.cache.NarInfo;
import slipway.manifest.ManifestSignature;
import slipway.manifest.NixSecretKey;
import slipway.manifest.StorePath;
import slipway.push.files.KeyFiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// No Nix is needed here: what is new comes from the cache, or from nowhere.
class ApplyTest {
  @TempDir Path folder;

  @Test
  void allServicesAreChangedInOneManifest() throws Exception {
    try (Desk desk = desk();
        Bucket bucket = desk.bucket()) {
      desk.set("web", "1");
      desk.set("job", "1");
      service(desk, "web", "\"hosts\":[\"a\",\"b\"]");
      service(desk, "job", "\"hosts\":[\"b\"]");
      int before = bucket.list("manifests/").size();
      String out = desk.run("apply", "services").expect(0).out();
      assertTrue(out.contains("web hosts changed; job hosts changed"), out);
      assertEquals(before + 1, bucket.list("manifests/").size());
      assertTrue(desk.run("apply", "services").expect(0).out().contains("nothing changed"));
    }
  }

  @Test
  void aDryRunTellsWhetherSomethingWouldChangeAndChangesNothing() throws Exception {
    try (Desk desk = desk()) {
      desk.set("web", "1");
      service(desk, "web", "\"hosts\":[\"a\",\"b\"]");
      long writes = writes(desk);
      JsonNode plan =
          JsonMapper.shared()
              .readTree(desk.run("apply", "services", "--dry-run", "--json").expect(10).out());
      assertTrue(plan.at("/wouldChange").booleanValue());
      assertEquals("web hosts changed", plan.at("/changes/0/text").asString());
      assertEquals(writes, writes(desk));
      desk.run("apply", "services").expect(0);
      desk.run("apply", "services", "--dry-run").expect(0);
    }
  }

  @Test
  void whatTheFolderDoesNotHaveIsNamedAndGoesOnlyWherePruneSaysSo() throws Exception {
    try (Desk desk = desk()) {
      desk.set("web", "1");
      desk.set("old", "1");
      service(desk, "web", "\"hosts\":[\"a\"]");
      Desk.Ran kept = desk.run("apply", "services").expect(0);
      assertTrue(kept.err().contains("not being in services: old (--prune"), kept.err());
      desk.run("apply", "services", "--prune", "--dry-run").expect(10);
      assertTrue(desk.run("apply", "services", "--prune").expect(0).out().contains("-old"));
      assertEquals("", desk.run("apply", "services").expect(0).err());
    }
  }

  @Test
  void theProblemsOfAllFilesAreNamedAtOnce() throws Exception {
    try (Desk desk = desk()) {
      service(desk, "web", "\"hosts\":\"a\"");
      service(desk, "job", "\"hosts\":[\"a\"],\"envs\":{}");
      service(desk, "twin", "\"name\":\"other\",\"hosts\":[\"a\"]");
      service(desk, "twins", "\"name\":\"other\",\"hosts\":[\"a\"]");
      String err = desk.run("apply", "services").expect(3).err();
      for (String wanted :
          List.of(
              "services/web.json: /hosts",
              "services/job.json: /envs",
              "services/twins.json: /name: services/twin.json is about other, too")) {
        assertTrue(err.contains(wanted), () -> wanted + " in " + err);
      }
    }
  }

  @Test
  void whatOnlyTheManifestCanTellIsSaidOfTheFileToo() throws Exception {
    try (Desk desk = desk()) {
      desk.set("web", "1");
      desk.set("job", "1");
      String route = "\"hosts\":[\"a\"],\"http\":{\"domain\":\"x.org\",\"internalPort\":80}";
      service(desk, "web", route);
      service(desk, "job", route);
      service(desk, "fresh", "\"hosts\":[\"a\"]");
      service(desk, "gone", "\"hosts\":[\"a\"]," + artifact("gone", "1"));
      String err = desk.run("apply", "services").expect(3).err();
      for (String wanted :
          List.of(
              "services/job.json: /http",
              "services/fresh.json: /artifact: missing; fresh is not in the manifest yet",
              "services/gone.json: /artifact/storePath: " + Desk.path("gone", "1"),
              "the cache's entry of " + Desk.path("gone", "1") + " is not there")) {
        assertTrue(err.contains(wanted), () -> wanted + " in " + err);
      }
    }
  }

  @Test
  void aPathThatOnlyTheCacheHasIsTakenWhereItAndAllItNeedsIsSigned() throws Exception {
    try (Desk desk = desk();
        Bucket bucket = desk.bucket()) {
      StorePath library = StorePath.of("/nix/store/" + "2".repeat(32) + "-library");
      service(desk, "web", "\"hosts\":[\"a\"]," + artifact("web", "1"));
      cached(desk, bucket, Desk.path("web", "1"), library, true);
      String err = desk.run("apply", "services").expect(3).err();
      assertTrue(err.contains("the cache's entry of " + library + " is not there"), err);
      cached(desk, bucket, library, library, false);
      assertTrue(
          desk.run("apply", "services")
              .expect(3)
              .err()
              .contains("has no signature that is trusted here"));
      cached(desk, bucket, library, library, true);
      assertTrue(desk.run("apply", "services").expect(0).out().contains("+web web-1"));
    }
  }

  @Test
  void anEmptyFolderIsNotTakenForAWishToRemoveEverything() throws Exception {
    try (Desk desk = desk()) {
      desk.set("web", "1");
      String err = desk.run("apply", "services", "--prune").expect(2).err();
      assertTrue(err.contains("services has no files *.json"), err);
      assertTrue(desk.run("apply", "nowhere").expect(2).err().contains("no such file"));
    }
  }

  private Desk desk() throws Exception {
    Desk desk = Desk.ready(folder);
    Files.createDirectories(folder.resolve("services"));
    return desk;
  }

  private static void service(Desk desk, String name, String more) {
    desk.write(
        "services/" + name + ".json", "{\"exec\":{\"command\":\"%s\"},%s}".formatted(name, more));
  }

  private static String artifact(String service, String version) {
    return "\"artifact\":{\"type\":\"nix-closure\",\"storePath\":\"%s\"}"
        .formatted(Desk.path(service, version));
  }

  private static void cached(
      Desk desk, Bucket bucket, StorePath path, StorePath needs, boolean signed) throws Exception {
    String nar = "nar/" + "0".repeat(52) + ".nar";
    String hash = "sha256:" + "0".repeat(52);
    NixSecretKey key = new KeyFiles().load(desk.settings().cacheKeyFile());
    String fingerprint = "1;%s;%s;1;%s".formatted(path, hash, needs);
    String text =
        "StorePath: %s\nURL: %s\nCompression: none\nFileSize: 1\nNarHash: %s\nNarSize: 1\nReferences: %s\n"
            .formatted(path, nar, hash, needs.baseName());
    String signature =
        "Sig: " + ManifestSignature.sign(fingerprint.getBytes(UTF_8), List.of(key)) + "\n";
    put(bucket, NarInfo.key(path), signed ? text + signature : text);
    put(bucket, nar, "x");
  }

  private static void put(Bucket bucket, String key, String text) throws Exception {
    bucket.write(key, text.getBytes(UTF_8), "text/plain", Map.of(), new Condition.Always());
  }

  private static long writes(Desk desk) {
    return desk.server().seen().stream().filter(seen -> seen.method().equals("PUT")).count();
  }
}
