package slipway.push;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.cache.Bucket;
import slipway.cache.Condition;
import slipway.cache.Fetched;
import slipway.push.change.Draft;
import slipway.push.change.FreezeManifest;
import slipway.push.change.ManifestUpdate;
import slipway.push.change.Signing;
import slipway.push.change.Updated;
import slipway.push.files.KeyFiles;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import slipway.push.s3.BucketManifests;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FreezeTest {
  @TempDir Path folder;

  @Test
  void aRefusalSaysWhoFrozeSinceWhenWhyAndWhatToType() throws Exception {
    try (Desk desk = frozen();
        Bucket bucket = desk.bucket()) {
      byte[] before = current(bucket);
      for (String[] command :
          new String[][] {{"remove", "web"}, {"rollback"}, {"rollback", "20260101T1002"}}) {
        assertEquals(
            "slipway: s3://releases/manifest.json is frozen, by Ada <ada@example.org> since"
                + " 2026-01-01T10:04:00Z: \"the audit\". Nothing was changed: ask them, or end the"
                + " freeze with `slipway unfreeze`, then run this again\n",
            desk.run(command).expect(3).err());
      }
      assertArrayEquals(before, current(bucket));
    }
  }

  @Test
  void afterTheFreezeEverythingWorksAgain() throws Exception {
    try (Desk desk = frozen()) {
      assertTrue(desk.run("unfreeze").expect(0).out().contains(": unfrozen"));
      desk.run("remove", "web").expect(0);
    }
  }

  @Test
  void whatChangesNothingIsNotRefused() throws Exception {
    try (Desk desk = frozen();
        Bucket bucket = desk.bucket()) {
      Updated same = update(desk, bucket, "Ada").apply(Desk.change("web", "2"));
      assertTrue(same instanceof Updated.Unchanged);
    }
  }

  @Test
  void aFreezeBetweenLookAndWriteIsKeptTo() throws Exception {
    try (Desk desk = Desk.ready(folder);
        Bucket bucket = desk.bucket()) {
      ManifestUpdate update = update(desk, bucket, "Ada");
      Draft draft = update.draft(Desk.change("web", "1"));
      desk.run("freeze", "--reason", "the audit").expect(0);
      Failure refused =
          assertThrows(Failure.class, () -> update.apply(Desk.change("web", "1"), draft.seen()));
      assertEquals(ExitCode.REFUSED, refused.exitCode());
      assertTrue(Failure.text(refused).contains("\"the audit\""), Failure.text(refused));
    }
  }

  @Test
  void freezingAgainDoesNotHideWhoDidFirst() throws Exception {
    try (Desk desk = frozen();
        Bucket bucket = desk.bucket()) {
      assertTrue(
          desk.run("freeze", "--reason", "the audit").expect(0).out().contains("nothing changed"));
      String err = desk.run("freeze", "--reason", "lunch").expect(3).err();
      assertTrue(err.contains("\"the audit\"") && err.contains("`slipway unfreeze` first"), err);
      Failure other =
          assertThrows(
              Failure.class,
              () -> update(desk, bucket, "Bob").apply(new FreezeManifest("the audit")));
      assertTrue(Failure.text(other).contains("by Ada"), Failure.text(other));
    }
  }

  @Test
  void unfreezingWhatIsNotFrozenSaysSo() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      assertTrue(desk.run("unfreeze").expect(0).out().contains("is not frozen"));
    }
  }

  @Test
  void aFreezeNeedsAReasonThatFits() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      desk.run("freeze").expect(2);
      desk.run("freeze", "--reason", " ").expect(2);
      String err = desk.run("freeze", "--reason", "x".repeat(501)).expect(3).err();
      assertTrue(err.contains("501 characters, wanted at most 500"), err);
    }
  }

  @Test
  void theReportHoldsTheFreezeAndItsEnd() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      JsonNode frozen =
          JsonMapper.shared()
              .readTree(desk.run("freeze", "--reason", "the audit", "--json").expect(0).out());
      assertEquals("the audit", frozen.at("/freeze/reason").asString());
      assertEquals(Desk.AUTHOR, frozen.at("/freeze/by").asString());
      JsonNode lifted =
          JsonMapper.shared().readTree(desk.run("unfreeze", "--json").expect(0).out());
      assertTrue(lifted.path("freeze").isNull());
    }
  }

  /// A copy of the frozen manifest over a newer one must not keep out the way back.
  @Test
  void aFrozenManifestThatWasCopiedBackDoesNotBlockTheRollback() throws Exception {
    try (Desk desk = frozen();
        Bucket bucket = desk.bucket()) {
      Fetched.Found copy = (Fetched.Found) bucket.fetch("manifest.json", null, 1 << 20);
      desk.run("unfreeze").expect(0);
      desk.set("web", "3");
      bucket.write(
          "manifest.json",
          copy.body(),
          "application/json",
          copy.metadata(),
          new Condition.Always());
      desk.run("rollback", "20260101T1006").expect(0);
    }
  }

  private Desk frozen() throws Exception {
    Desk desk = Desk.ready(folder);
    desk.set("web", "1"); // 10:02
    desk.set("web", "2");
    desk.run("freeze", "--reason", "the audit").expect(0);
    return desk;
  }

  private static ManifestUpdate update(Desk desk, Bucket bucket, String author) throws Exception {
    Signing signing =
        new Signing(new KeyFiles().load(desk.settings().manifestKeyFile()), List.of());
    return new ManifestUpdate(
        new BucketManifests(bucket), signing, InstantSource.system(), _ -> {}, () -> author);
  }

  private static byte[] current(Bucket bucket) throws Exception {
    return ((Fetched.Found) bucket.fetch("manifest.json", null, 1 << 20)).body();
  }
}
