package slipway.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.cache.Bucket;
import slipway.cache.Fetched;
import slipway.cache.testing.Fault;
import slipway.push.change.ManifestUpdate;
import slipway.push.change.Signing;
import slipway.push.change.Updated;
import slipway.push.files.KeyFiles;
import slipway.push.s3.AtOwnRisk;
import slipway.push.s3.BucketManifests;

/// A bucket without conditional writes is refused before anything in it can be lost, and used where
/// the settings say that this is wanted.
class ConditionalWritesTest {
  private static final int ALWAYS = Integer.MAX_VALUE;
  private static final Fault IGNORED = new Fault.Ignoring(Set.of("If-Match", "If-None-Match"));
  private static final Fault IF_MATCH_IGNORED = new Fault.Ignoring(Set.of("If-Match"));
  private static final Fault NOT_IMPLEMENTED = new Fault.Lacking("If-Match", 501, "NotImplemented");

  @TempDir Path folder;

  @Test
  void theFirstPushRefusesABucketThatIgnoresConditions() throws Exception {
    assertRefused(IGNORED, "with If-None-Match: * it overwrote what was there");
    assertRefused(IF_MATCH_IGNORED, "with If-Match it overwrote what has another ETag");
  }

  @Test
  void theFirstPushRefusesABucketThatDoesNotKnowConditions() throws Exception {
    assertRefused(NOT_IMPLEMENTED, "it answers If-Match with 501 NotImplemented");
  }

  @Test
  void initRefusesToo() throws Exception {
    try (Desk desk = Desk.at(folder);
        Bucket bucket = desk.bucket()) {
      desk.server().faults().next(ALWAYS, "PUT", "", IGNORED);
      String err = desk.init().expect(4).err();
      assertTrue(err.contains("has no conditional writes"), err);
      assertInstanceOf(Fetched.Missing.class, bucket.fetch("manifest.json", null, 10_000));
    }
  }

  @Test
  void withTheSettingAPushGoesThroughAndSaysOnceWhatThatMeans() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      desk.set("web", "1");
      accept(desk);
      desk.server().faults().next(ALWAYS, "PUT", "", NOT_IMPLEMENTED);
      String err = desk.run("remove", "web").expect(0).err();
      assertEquals(2, err.split("one may be lost", -1).length, err);
      assertTrue(
          desk.run("history").out().startsWith("* 20260101T100300.000Z" + Desk.WHO + "-web"));
      assertFalse(desk.run("history").err().contains("lost"));
    }
  }

  @Test
  void withTheSettingAChangeIsStillAppliedToWhatAColleagueWroteBefore() throws Exception {
    try (Desk desk = Desk.ready(folder);
        Bucket bucket = desk.bucket()) {
      desk.set("web", "1");
      ManifestUpdate slow =
          new ManifestUpdate(
              new BucketManifests(bucket.withoutConditionalWrites(), new AtOwnRisk(_ -> {})),
              new Signing(new KeyFiles().load(desk.settings().manifestKeyFile()), List.of()),
              InstantSource.system(),
              _ -> {},
              () -> "me");
      var seen = slow.current();
      desk.set("api", "1");
      desk.server().faults().next(ALWAYS, "PUT", "", IGNORED);
      Updated.Written written =
          assertInstanceOf(Updated.Written.class, slow.apply(Desk.change("web", "2"), seen));
      assertEquals(2, written.attempts());
      assertEquals(2, written.after().services().size());
    }
  }

  private static void accept(Desk desk) throws Exception {
    String settings = Files.readString(desk.folder().resolve("slipway.json"));
    desk.write(
        "slipway.json",
        settings.replaceFirst("\\{", "{\"conditionalWrites\": \"off-and-pushes-may-be-lost\","));
  }

  private void assertRefused(Fault fault, String found) throws Exception {
    Path own = Files.createTempDirectory(folder, "desk");
    try (Desk desk = Desk.ready(own);
        Bucket bucket = desk.bucket()) {
      desk.set("web", "1");
      Fetched.Found before = (Fetched.Found) bucket.fetch("manifest.json", null, 10_000);
      desk.server().faults().next(ALWAYS, "PUT", "", fault);
      String err = desk.run("remove", "web").expect(4).err();
      assertTrue(err.contains("s3://releases/") && err.contains(found), err);
      assertTrue(err.contains("off-and-pushes-may-be-lost"), err);
      Fetched.Found now = (Fetched.Found) bucket.fetch("manifest.json", null, 10_000);
      assertEquals(before.etag(), now.etag());
    }
  }
}
