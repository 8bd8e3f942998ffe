package slipway.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.cache.Bucket;
import slipway.cache.Condition;
import slipway.cache.Fetched;
import slipway.manifest.NixSecretKey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InitTest {
  @TempDir Path folder;

  @Test
  void printsTheSettingsOfAHostThatFollowsTheBucket() throws Exception {
    try (Desk desk = Desk.at(folder)) {
      JsonNode host = JsonMapper.shared().readTree(desk.init("--host", "biz").expect(0).out());
      NixSecretKey key =
          NixSecretKey.parse(Files.readString(folder.resolve(".slipway/manifest.key")));
      assertEquals("biz", host.at("/host").asString());
      assertEquals("releases", host.at("/manifest/bucket/bucket").asString());
      assertEquals(key.publicKey().toString(), host.at("/manifest/trustedKeys/0").asString());
      assertTrue(host.at("/cache/trustedKeys/0").asString().startsWith("releases-cache-1:"));
      assertEquals("releases-manifest-1", key.name());
    }
  }

  @Test
  void keysAreForTheirOwnerAloneAndStayOutOfGit() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      for (String name : new String[] {"manifest.key", "cache.key"}) {
        Path key = desk.folder().resolve(".slipway").resolve(name);
        assertEquals(
            "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
      }
      assertEquals("*\n", Files.readString(folder.resolve(".slipway/.gitignore")));
    }
  }

  @Test
  void noSecretIsPrinted() throws Exception {
    try (Desk desk = Desk.at(folder)) {
      Desk.Ran ran = desk.init();
      String secret = Files.readString(folder.resolve(".slipway/cache.key")).strip();
      String material = secret.substring(secret.indexOf(':') + 1, secret.indexOf(':') + 20);
      assertFalse((ran.out() + ran.err()).contains(material));
    }
  }

  @Test
  void runAgainItLeavesEverythingAsItIs() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      String settings = Files.readString(folder.resolve("slipway.json"));
      String key = Files.readString(folder.resolve(".slipway/manifest.key"));
      desk.set("web", "1");
      Desk.Ran again = desk.run("init", "--host", "biz").expect(0);
      assertEquals(settings, Files.readString(folder.resolve("slipway.json")));
      assertEquals(key, Files.readString(folder.resolve(".slipway/manifest.key")));
      assertTrue(again.err().contains("s3://releases/manifest.json is there; left as it is"));
      assertTrue(again.err().contains("s3://releases/nix-cache-info is there; left as it is"));
      assertTrue(desk.run("history").out().contains("+web"));
    }
  }

  @Test
  void aManifestBySomebodyUntrustedIsSaid() throws Exception {
    try (Desk desk = Desk.ready(folder);
        Bucket bucket = desk.bucket()) {
      byte[] theirs = "{}".getBytes(StandardCharsets.UTF_8);
      bucket.write("manifest.json", theirs, "application/json", Map.of(), new Condition.Always());
      assertTrue(desk.run("init").expect(3).err().contains("carries no signature"));
    }
  }

  @Test
  void anotherBucketThanTheSettingsNameIsRefused() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      Desk.Ran ran = desk.run("init", "--bucket", "other-bucket").expect(2);
      assertTrue(ran.err().contains("names another bucket"), ran.err());
    }
  }

  @Test
  void aMissingManifestBesideAnArchiveIsNotReplacedByAnEmptyOne() throws Exception {
    try (Desk desk = Desk.ready(folder);
        Bucket bucket = desk.bucket()) {
      desk.set("web", "1");
      desk.set("web", "2");
      bucket.delete("manifest.json");
      assertTrue(desk.run("init").expect(1).err().contains("slipway rollback"));
      desk.run("rollback").expect(0);
      assertTrue(
          desk.run("history").out().startsWith("* 20260101T100500.000Z" + Desk.WHO + "no change"));
    }
  }

  @Test
  void aManifestOfSomebodyElseIsLeftAndSaid() throws Exception {
    try (Desk desk = Desk.at(folder);
        Bucket bucket = desk.bucket()) {
      byte[] theirs = "{}".getBytes(StandardCharsets.UTF_8);
      bucket.write("manifest.json", theirs, "application/json", Map.of(), new Condition.IfAbsent());
      assertTrue(desk.init().expect(2).err().contains("its keys are not here"));
      assertFalse(Files.exists(folder.resolve(".slipway")));
      assertTrue(
          bucket.fetch("manifest.json", null, 1000) instanceof Fetched.Found found
              && Arrays.equals(theirs, found.body()));
    }
  }

  @Test
  void withoutABucketItSaysWhatToType() throws Exception {
    try (Desk desk = Desk.at(folder)) {
      assertTrue(desk.run("init").expect(2).err().contains("--bucket NAME"));
    }
  }
}
