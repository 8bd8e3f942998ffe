package slipway.push;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.cache.Bucket;
import slipway.cache.Condition;
import slipway.cache.Fetched;
import slipway.push.change.ManifestUpdate;
import slipway.push.change.Reissue;
import slipway.push.change.Signing;
import slipway.push.files.KeyFiles;
import slipway.push.s3.BucketManifests;

/// Whoever can write to the bucket, but has no key, does not get an archived manifest signed as the
/// newest by the next push.
class ReplayedManifestTest {
  private static final String OLD = "20260101T100200.000Z"; // web-1
  private static final String NEWER = "20260101T100300.000Z"; // web-2
  private static final String NEWEST = "20260101T100400.000Z"; // web-3

  @TempDir Path folder;

  @Test
  void aChangeToAManifestThatWasCopiedBackIsRefused() throws Exception {
    try (Desk desk = replayed();
        Bucket bucket = desk.bucket()) {
      Fetched.Found before = fetch(bucket, "manifest.json");
      Desk.Ran ran = desk.run("remove", "web").expect(3);
      assertTrue(ran.err().contains("s3://releases/manifest.json is of the generation " + OLD));
      assertTrue(ran.err().contains("`slipway rollback " + NEWEST + "`"), ran.err());
      assertArrayEquals(before.body(), fetch(bucket, "manifest.json").body());
    }
  }

  @Test
  void aCopyOfTheOneRightBeforeIsRefusedToo() throws Exception {
    try (Desk desk = replayed(NEWER)) {
      Desk.Ran ran = desk.run("remove", "web").expect(3);
      assertTrue(ran.err().contains("s3://releases/manifest.json is of the generation " + NEWER));
      assertTrue(ran.err().contains("`slipway rollback " + NEWEST + "`"), ran.err());
      assertTrue(desk.run("rollback", NEWEST).expect(0).out().contains("web-2 -> web-3"));
      desk.run("remove", "web").expect(0);
    }
  }

  @Test
  void aRollbackWithoutAGenerationAsksForOne() throws Exception {
    try (Desk desk = replayed()) {
      assertTrue(desk.run("rollback").expect(3).err().contains("`slipway rollback " + OLD + "`"));
    }
  }

  @Test
  void aRollbackToTheLaterOneMakesItTheNewest() throws Exception {
    try (Desk desk = replayed()) {
      String out = desk.run("rollback", NEWER).expect(0).out();
      assertTrue(out.contains("web-1 -> web-2"), out);
      desk.run("remove", "web").expect(0);
    }
  }

  @Test
  void aCopyThatWasMeantBecomesTheNewest() throws Exception {
    try (Desk desk = replayed()) {
      desk.run("rollback", OLD).expect(0);
      assertTrue(desk.run("remove", "web").expect(0).out().contains("-web"));
    }
  }

  @Test
  void whatIsIssuedAgainIsLaterThanAnythingSignedWhateverTheClockSays() throws Exception {
    try (Desk desk = replayed();
        Bucket bucket = desk.bucket()) {
      // Nobody signed what bears this name, so it decides about no generation.
      copy(bucket, "manifest.json", "manifests/manifest-99991231T235959.999Z.json", Map.of());
      BucketManifests manifests = new BucketManifests(bucket);
      Signing signing =
          new Signing(new KeyFiles().load(desk.settings().manifestKeyFile()), List.of());
      Instant slow = Instant.parse("2026-01-01T09:00:00Z");
      ManifestUpdate update =
          new ManifestUpdate(manifests, signing, InstantSource.fixed(slow), _ -> {}, () -> "me");
      Instant old = Instant.parse("2026-01-01T10:02:00Z");
      update.apply(new Reissue(signing.verify(manifests.archived(old).orElseThrow())));
      assertEquals(
          Instant.parse("2026-01-01T10:04:00.001Z"),
          update.current().orElseThrow().manifest().generation());
    }
  }

  private Desk replayed() throws Exception {
    return replayed(OLD);
  }

  private Desk replayed(String generation) throws Exception {
    Desk desk = Desk.ready(folder);
    desk.set("web", "1");
    desk.set("web", "2");
    desk.set("web", "3");
    try (Bucket bucket = desk.bucket()) {
      String key = "manifests/manifest-" + generation + ".json";
      copy(bucket, key, "manifest.json", fetch(bucket, key).metadata());
    }
    return desk;
  }

  private static void copy(Bucket bucket, String from, String to, Map<String, String> metadata)
      throws Exception {
    byte[] body = fetch(bucket, from).body();
    bucket.write(to, body, "application/json", metadata, new Condition.Always());
  }

  private static Fetched.Found fetch(Bucket bucket, String key) throws Exception {
    return (Fetched.Found) bucket.fetch(key, null, 10_000);
  }
}
