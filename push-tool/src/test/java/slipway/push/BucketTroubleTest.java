package slipway.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.cache.testing.EmbeddedS3;
import slipway.cache.testing.Fault;

/// A bucket that says no: one sentence, exit code 4, nothing changed.
class BucketTroubleTest {
  @TempDir Path folder;

  @Test
  void deniedIsSaid() throws Exception {
    assertSaid(new Fault.Status(403, "AccessDenied"), "manifest.json");
  }

  @Test
  void noSuchBucketIsSaid() throws Exception {
    assertSaid(new Fault.Status(404, "NoSuchBucket"), "releases");
  }

  @Test
  void aServerErrorIsSaid() throws Exception {
    assertSaid(new Fault.Status(500, "InternalError"), "manifest.json");
  }

  @Test
  void silenceIsSaid() throws Exception {
    assertSaid(new Fault.Hang(Duration.ofSeconds(2)), "releases");
  }

  @Test
  void noServerIsSaid() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      Path settings = folder.resolve("slipway.json");
      String nowhere = Files.readString(settings).replaceAll("127.0.0.1:[0-9]+", "127.0.0.1:1");
      desk.write("slipway.json", nowhere);
      Desk.Ran ran = desk.run("history").expect(4);
      assertTrue(ran.err().contains("127.0.0.1"), ran.err());
    }
  }

  @Test
  void aFailedWriteChangesNothing() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      desk.set("web", "1");
      desk.server()
          .faults()
          .next(99, "PUT", "/manifest\\.json", new Fault.Status(403, "AccessDenied"));
      desk.run("remove", "web").expect(4);
      desk.server().faults().clear();
      assertTrue(
          desk.run("history").out().startsWith("* 20260101T100200.000Z" + Desk.WHO + "+web"));
      desk.run("remove", "web").expect(0);
    }
  }

  @Test
  void aWriteThatLandedWithoutAnAnswerIsTakenAsDone() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      desk.set("web", "1");
      desk.server().faults().next(1, "PUT", "/manifest\\.json", new Fault.DoneThenCut());
      desk.run("remove", "web").expect(0);
      assertTrue(
          desk.run("history").out().startsWith("* 20260101T100300.000Z" + Desk.WHO + "-web"));
    }
  }

  @Test
  void theFirstFailureEndsTheOtherReadsOfTheArchive() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      for (int version = 0; version < 80; version++) {
        desk.set("web", Integer.toString(version));
      }
      // Of 11:21, the newest.
      desk.server()
          .faults()
          .next(1, "GET", "20260101T112100", new Fault.Status(403, "AccessDenied"));
      desk.server().faults().next(999, "GET", "/manifests/", new Fault.Hang(Duration.ofSeconds(1)));
      assertTimeout(Duration.ofSeconds(7), () -> desk.run("history", "--limit", "100").expect(4));
    }
  }

  private void assertSaid(Fault fault, String named) throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      desk.set("web", "1");
      EmbeddedS3 server = desk.server();
      server.faults().next(99, "*", "manifest", fault);
      Desk.Ran ran = desk.run("remove", "web").expect(4);
      assertTrue(ran.err().startsWith("slipway: ") && ran.err().contains(named), ran.err());
      assertEquals("", ran.out());
      server.faults().clear();
      assertTrue(
          desk.run("history").out().startsWith("* 20260101T100200.000Z" + Desk.WHO + "+web"));
    }
  }
}
