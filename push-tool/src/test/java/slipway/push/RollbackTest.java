package slipway.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.cache.Bucket;
import slipway.cache.NarInfo;
import slipway.cache.testing.Fault;
import slipway.manifest.StorePath;

class RollbackTest {
  @TempDir Path folder;

  @Test
  void oneServiceGoesBackAndTheOthersStay() throws Exception {
    try (Desk desk = webAndJob()) {
      String out = desk.run("rollback", "web").expect(0).out();
      assertTrue(out.startsWith("web back to 2026-01-01T10:03:00Z; "), out);
      assertTrue(out.endsWith(": web web-2 -> web-1\n"), out);
      assertTrue(desk.run("rollback", "web").expect(0).out().contains("web-1 -> web-2"));
    }
  }

  @Test
  void aServiceTakesAGenerationBesides() throws Exception {
    try (Desk desk = webAndJob()) {
      desk.set("web", "3");
      String out = desk.run("rollback", "web", "20260101T1002").expect(0).out();
      assertTrue(out.endsWith(": web web-3 -> web-1\n"), out);
    }
  }

  @Test
  void aServiceThatWasRemovedComesBack() throws Exception {
    try (Desk desk = webAndJob()) {
      desk.run("remove", "web").expect(0);
      String out = desk.run("rollback", "web").expect(0).out();
      assertTrue(out.endsWith(": +web web-2\n"), out);
    }
  }

  @Test
  void whatIsADigitFirstIsAGenerationAndAllElseAService() throws Exception {
    try (Desk desk = webAndJob()) {
      assertTrue(desk.run("rollback", "1").expect(2).err().contains("has the generation 1"));
      assertTrue(desk.run("rollback", "x1").expect(1).err().contains("has a service x1"));
      assertTrue(desk.run("rollback", "2026", "2026").expect(2).err().contains("two generations"));
      assertTrue(
          desk.run("rollback", "web", "job").expect(2).err().contains("starts with a digit"));
    }
  }

  @Test
  void aGenerationWithoutTheServiceNamesWhatItHas() throws Exception {
    try (Desk desk = webAndJob()) {
      String err = desk.run("rollback", "job", "20260101T1002").expect(2).err();
      assertTrue(err.contains("20260101T100200.000Z has no service job; it has web."), err);
      assertTrue(err.contains("`slipway remove job`"), err);
    }
  }

  @Test
  void aServiceThatNeverWasAnotherSaysSo() throws Exception {
    try (Desk desk = webAndJob()) {
      assertTrue(desk.run("rollback", "job").expect(1).err().contains("job was another one"));
    }
  }

  @Test
  void freezesAreNoStepsOnTheWayBack() throws Exception {
    try (Desk desk = webAndJob()) {
      desk.run("freeze", "--reason", "lunch").expect(0);
      desk.run("unfreeze").expect(0);
      assertTrue(desk.run("rollback").expect(0).out().contains("web-2 -> web-1"));
    }
  }

  @Test
  void whatTheCacheHasLostIsNamedWithItsService() throws Exception {
    try (Desk desk = webAndJob();
        Bucket bucket = desk.bucket()) {
      bucket.delete(NarInfo.key(Desk.path("web", "1")));
      for (String[] command :
          new String[][] {{"rollback"}, {"rollback", "web"}, {"rollback", "20260101T1002"}}) {
        String err = desk.run(command).expect(3).err();
        assertTrue(
            err.contains(
                "\n  web: the cache's entry of " + Desk.path("web", "1") + " is not there\n"),
            err);
        assertTrue(err.contains("Nothing was changed"), err);
      }
      assertTrue(desk.run("history").out().lines().findFirst().orElseThrow().contains("web-2"));
    }
  }

  @Test
  void aReferenceThatIsLostIsNamedToo() throws Exception {
    try (Desk desk = webAndJob();
        Bucket bucket = desk.bucket()) {
      StorePath library = Desk.path("library", "1");
      desk.cache(bucket, Desk.path("web", "1"), library, Desk.path("web", "1"));
      String err = desk.run("rollback", "web").expect(3).err();
      assertTrue(err.contains("web: the cache's entry of " + library + " is not there"), err);
      desk.cache(bucket, library);
      desk.run("rollback", "web").expect(0);
    }
  }

  @Test
  void anArchiveThatIsLostIsNamedToo() throws Exception {
    try (Desk desk = webAndJob();
        Bucket bucket = desk.bucket()) {
      StorePath path = Desk.path("web", "1");
      bucket.delete(Desk.nar(path));
      String err = desk.run("rollback", "web").expect(3).err();
      assertTrue(err.contains(" names nar/") && err.contains("which is not there"), err);
    }
  }

  @Test
  void aClosureThatNobodyTrustedSignedIsRefused() throws Exception {
    try (Desk desk = webAndJob()) {
      Files.delete(folder.resolve(".slipway/cache.key"));
      String err = desk.run("rollback", "web").expect(3).err();
      assertTrue(err.contains("has no signature that is trusted here"), err);
      assertTrue(err.contains("trustedKeys"), err);
    }
  }

  @Test
  void closuresThatRunNowAreNotAskedFor() throws Exception {
    try (Desk desk = webAndJob();
        Bucket bucket = desk.bucket()) {
      bucket.delete(NarInfo.key(Desk.path("job", "1")));
      bucket.delete(NarInfo.key(Desk.path("web", "2")));
      desk.run("rollback", "20260101T1003").expect(0);
    }
  }

  @Test
  void noFailureOfTheCacheIsTakenForALoss() throws Exception {
    try (Desk desk = webAndJob()) {
      desk.server()
          .faults()
          .next(
              9, "GET", NarInfo.key(Desk.path("web", "1")), new Fault.Status(403, "AccessDenied"));
      Desk.Ran ran = desk.run("rollback", "web").expect(4);
      assertFalse(ran.err().contains("is not there"), ran.err());
      assertEquals("", ran.out());
    }
  }

  /// web-1 alone at 10:02, then with job-1, then web-2.
  private Desk webAndJob() throws Exception {
    Desk desk = Desk.ready(folder);
    desk.set("web", "1");
    desk.set("job", "1");
    desk.set("web", "2");
    return desk;
  }
}
