package slipway.push;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.cache.Bucket;
import slipway.cache.Condition;
import slipway.cache.Fetched;
import slipway.manifest.ManifestSignature;
import slipway.manifest.NixSecretKey;

/// Whoever can write to the bucket, but has no key, does not get their manifest signed by the next
/// push.
class ForgedManifestTest {
  private static final String FORGED =
      """
      {"version":1,"generation":"2026-01-01T10:05:00Z","services":[{"name":"evil",\
      "artifact":{"type":"nix-closure","storePath":"/nix/store/%s-evil"},\
      "hosts":["a"],"exec":{"command":"evil"}}]}
      """
          .formatted("1".repeat(32));

  @TempDir Path folder;

  @Test
  void anUnsignedManifestIsRefused() throws Exception {
    assertRefused(Map.of(), "it carries no signature");
  }

  @Test
  void aManifestSignedByAStrangerIsRefused() throws Exception {
    assertRefused(signedBy(NixSecretKey.generate("stranger-1")), "signed by stranger-1 only");
  }

  @Test
  void aStrangersKeyUnderOurNameIsRefused() throws Exception {
    assertRefused(signedBy(NixSecretKey.generate("releases-manifest-1")), "does not fit its bytes");
  }

  @Test
  void anArchivedForgeryIsNotRolledBackTo() throws Exception {
    try (Desk desk = Desk.ready(folder);
        Bucket bucket = desk.bucket()) {
      desk.set("web", "1");
      put(bucket, "manifests/manifest-20260101T100130.000Z.json", Map.of());
      Desk.Ran ran = desk.run("rollback").expect(3);
      assertTrue(ran.err().contains("manifest-20260101T100130.000Z.json"), ran.err());
      assertTrue(desk.run("history").expect(0).out().contains("NOT TRUSTED"));
    }
  }

  @Test
  void aColleaguesManifestIsBuiltUponOnceTheirKeyIsTrusted() throws Exception {
    try (Desk desk = Desk.ready(folder);
        Bucket bucket = desk.bucket()) {
      NixSecretKey colleague = NixSecretKey.generate("colleague-1");
      put(bucket, "manifest.json", signedBy(colleague));
      desk.run("remove", "evil").expect(3);
      String settings = Files.readString(folder.resolve("slipway.json"));
      desk.write(
          "slipway.json",
          settings.replaceFirst("\\{", "{\"trustedKeys\":[\"" + colleague.publicKey() + "\"],"));
      desk.run("remove", "evil").expect(0);
    }
  }

  @Test
  void anotherArchivedManifestOfThatGenerationStopsThePush() throws Exception {
    try (Desk desk = Desk.ready(folder);
        Bucket bucket = desk.bucket()) {
      desk.set("web", "1");
      put(bucket, "manifests/manifest-20260101T100200.000Z.json", Map.of());
      Desk.Ran ran = desk.run("remove", "web").expect(1);
      assertTrue(ran.err().contains("holds other bytes"), ran.err());
    }
  }

  @Test
  void theCurrentManifestArchivedWithoutItsSignatureStopsThePush() throws Exception {
    try (Desk desk = Desk.ready(folder);
        Bucket bucket = desk.bucket()) {
      desk.set("web", "1");
      bucket.write(
          "manifests/manifest-20260101T100200.000Z.json",
          fetch(bucket, "manifest.json").body(),
          "application/json",
          Map.of(),
          new Condition.Always());
      Desk.Ran ran = desk.run("remove", "web").expect(1);
      assertTrue(ran.err().contains("another signature"), ran.err());
    }
  }

  @Test
  void anArchivedManifestUnderAnotherNameIsNotRolledBackToAndHistorySaysSo() throws Exception {
    try (Desk desk = Desk.ready(folder);
        Bucket bucket = desk.bucket()) {
      desk.set("web", "1");
      desk.set("web", "2");
      desk.set("web", "3");
      Fetched.Found first = fetch(bucket, "manifests/manifest-20260101T100200.000Z.json");
      String key = "manifests/manifest-20260101T100300.000Z.json";
      bucket.write(key, first.body(), "application/json", first.metadata(), new Condition.Always());
      Desk.Ran ran = desk.run("rollback", "20260101T100300.000Z").expect(3);
      assertTrue(ran.err().contains(key + " holds the manifest of 20260101T100200.000Z"));
      String history = desk.run("history").expect(0).out();
      assertTrue(history.contains(key + "  NOT TRUSTED: "), history);
      assertTrue(history.contains("  20260101T100200.000Z  Ada "), history);
    }
  }

  private static Fetched.Found fetch(Bucket bucket, String key) throws Exception {
    return (Fetched.Found) bucket.fetch(key, null, 10_000);
  }

  private void assertRefused(Map<String, String> metadata, String found) throws Exception {
    try (Desk desk = Desk.ready(folder);
        Bucket bucket = desk.bucket()) {
      desk.set("web", "1");
      put(bucket, "manifest.json", metadata);
      Desk.Ran ran = desk.run("remove", "evil").expect(3);
      assertTrue(ran.err().contains(found) && ran.err().contains("s3://releases/"), ran.err());
      Fetched.Found now = (Fetched.Found) bucket.fetch("manifest.json", null, 10_000);
      assertArrayEquals(FORGED.getBytes(StandardCharsets.UTF_8), now.body());
      assertEquals(2, bucket.list("manifests/").size());
    }
  }

  private static Map<String, String> signedBy(NixSecretKey key) {
    byte[] manifest = FORGED.getBytes(StandardCharsets.UTF_8);
    return Map.of("signature", ManifestSignature.sign(manifest, List.of(key)));
  }

  private static void put(Bucket bucket, String key, Map<String, String> metadata)
      throws Exception {
    bucket.write(
        key,
        FORGED.getBytes(StandardCharsets.UTF_8),
        "application/json",
        metadata,
        new Condition.Always());
  }
}
