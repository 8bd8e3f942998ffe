package slipway.push;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.cache.Bucket;
import slipway.cache.Fetched;
import slipway.cache.ObjectInfo;
import slipway.cache.testing.Fault;
import tools.jackson.databind.json.JsonMapper;

/// The archive has every manifest, whatever happens between two writes.
class ArchiveTest {
  private static final String EMPTY = "manifests/manifest-20260101T100100.000Z.json";
  private static final String FIRST = "manifests/manifest-20260101T100200.000Z.json";
  private static final String SECOND = "manifests/manifest-20260101T100300.000Z.json";

  @TempDir Path folder;

  @Test
  void whatIsCurrentIsArchivedAtOnceWithItsSignature() throws Exception {
    try (Desk desk = Desk.ready(folder);
        Bucket bucket = desk.bucket()) {
      desk.set("web", "1");
      assertEquals(List.of(EMPTY, FIRST), archive(bucket));
      Fetched.Found current = fetch(bucket, "manifest.json");
      Fetched.Found archived = fetch(bucket, FIRST);
      assertArrayEquals(current.body(), archived.body());
      assertEquals(current.metadata(), archived.metadata());
    }
  }

  @Test
  void aPushThatEndsRightAfterItBecameCurrentIsArchivedByTheNext() throws Exception {
    try (Desk desk = Desk.ready(folder);
        Bucket bucket = desk.bucket()) {
      desk.set("web", "1");
      bucket.delete(FIRST);
      desk.run("remove", "web").expect(0);
      assertEquals(List.of(EMPTY, FIRST, SECOND), archive(bucket));
    }
  }

  @Test
  void aPushThatCannotArchiveItselfIsDoneAndSaysSo() throws Exception {
    try (Desk desk = Desk.ready(folder);
        Bucket bucket = desk.bucket()) {
      desk.set("web", "1");
      desk.server().faults().next(99, "PUT", SECOND, new Fault.Status(403, "AccessDenied"));
      var json = JsonMapper.shared().readTree(desk.run("remove", "web", "--json").expect(0).out());
      assertTrue(json.at("/changed").booleanValue());
      assertTrue(json.at("/unarchived").asString().contains(SECOND), json.toString());
      assertTrue(
          desk.run("history")
              .expect(0)
              .out()
              .startsWith("* 20260101T100300.000Z" + Desk.WHO + "-web"));
      desk.server().faults().clear();
      desk.set("web", "2");
      assertEquals(4, archive(bucket).size());
    }
  }

  /// S3 answers 409 where two write the same object at once, also before either has.
  @Test
  void aConflictOverAnArchiveThatIsNotThereIsTriedAgain() throws Exception {
    try (Desk desk = Desk.ready(folder);
        Bucket bucket = desk.bucket()) {
      desk.set("web", "1");
      bucket.delete(FIRST);
      desk.server()
          .faults()
          .next(1, "PUT", FIRST, new Fault.Status(409, "ConditionalRequestConflict"));
      desk.run("remove", "web").expect(0);
      assertEquals(List.of(EMPTY, FIRST, SECOND), archive(bucket));
    }
  }

  @Test
  void nothingIsReplacedThatCannotBeArchived() throws Exception {
    try (Desk desk = Desk.ready(folder);
        Bucket bucket = desk.bucket()) {
      desk.set("web", "1");
      bucket.delete(FIRST);
      byte[] before = fetch(bucket, "manifest.json").body();
      desk.server().faults().next(99, "PUT", FIRST, new Fault.Status(403, "AccessDenied"));
      desk.run("remove", "web").expect(4);
      assertArrayEquals(before, fetch(bucket, "manifest.json").body());
    }
  }

  @Test
  void historyListsTheCurrentOneOnceAndTellsWhatTheLastOfThePageChanged() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      desk.set("web", "1");
      desk.set("web", "2");
      desk.set("web", "3");
      assertEquals(
          List.of(
              "* 20260101T100400.000Z" + Desk.WHO + "web web-2 -> web-3",
              "  20260101T100300.000Z" + Desk.WHO + "web web-1 -> web-2"),
          desk.run("history", "--limit", "2").expect(0).out().lines().toList());
    }
  }

  private static List<String> archive(Bucket bucket) throws Exception {
    return bucket.list("manifests/").stream().map(ObjectInfo::key).toList();
  }

  private static Fetched.Found fetch(Bucket bucket, String key) throws Exception {
    return (Fetched.Found) bucket.fetch(key, null, 10_000);
  }
}
