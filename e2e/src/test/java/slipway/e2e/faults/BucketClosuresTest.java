package slipway.e2e.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import slipway.e2e.ground.Documents;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.proxy.Verdict;
import slipway.e2e.site.Running;
import slipway.e2e.site.Sentence;
import slipway.e2e.site.Site;
import tools.jackson.databind.node.ObjectNode;

/// Closures that cannot be had: their services stay as they are, with a sentence each, and hold
/// nobody else up.
@OnSite
class BucketClosuresTest {
  @Test
  void whatIsRefusedOrMissingBlocksOnlyItsService(Site site) {
    try (BadClosures bad = BadClosures.on(site)) {
      Verdict denied = new Verdict.Refuse(403, "AccessDenied");
      Verdict missing = new Verdict.Refuse(404, "NoSuchKey");
      Verdict broken = new Verdict.Refuse(500, "InternalError");
      bad.narInfo("a", denied, ".narinfo in s3://closures/", "403 AccessDenied", "permissions");
      bad.archive("b", denied, "reading nar/", "403 AccessDenied", "permissions");
      bad.narInfo("c", missing, "is not in s3://closures/", "push it again");
      bad.archive("d", missing, "an archive of ", "is not in s3://closures/", "push it again");
      bad.narInfo("e", broken, ".narinfo in s3://closures/", "500 InternalError", "again later");
      bad.assertTheRestGoesOn();
    }
  }

  @Test
  void anArchiveThatIsNotWhatWasSignedIsNotTaken(Site site) {
    try (BadClosures bad = BadClosures.on(site)) {
      String[] told = {"/nix/store/", "s3://closures/", "delete the object that `URL`", "push it"};
      bad.archive("a", changed(BucketClosuresTest::flipped), told);
      bad.archive("b", changed(body -> Arrays.copyOf(body, body.length / 2)), told);
      bad.archive("c", changed(_ -> "not a NAR at all".getBytes(UTF_8)), told);
      bad.add("d", told);
      byte[] other = site.ground().cache().bytes(bad.archiveKey("a"));
      bad.bucket().always(bad.archiveKey("d"), changed(_ -> other));
      bad.assertTheRestGoesOn();
    }
  }

  @Test
  void aNarinfoThatTheKeyDidNotSignForThisPathIsNotTaken(Site site) {
    try (BadClosures bad = BadClosures.on(site)) {
      String[] untrusted = {"no signature by a key that this host trusts (cache-1)", "push it"};
      bad.narInfo("a", replaced("Sig: .*", "Sig: other-1:" + "A".repeat(86) + "=="), untrusted);
      bad.narInfo("b", replaced("Sig: .*", "Sig: cache-1:" + "A".repeat(86) + "=="), untrusted);
      bad.narInfo("c", replaced("References: .*", "References: "), untrusted);
      bad.add("d", "StorePath is \"", "the hash of the object's name", "push the path again");
      byte[] other = site.ground().cache().bytes(bad.narInfoKey("a"));
      bad.withoutIndex("d").bucket().always(bad.narInfoKey("d"), changed(_ -> other));
      bad.narInfo(
          "e",
          changed(body -> Arrays.copyOf(body, body.length / 2)),
          ".narinfo in s3://closures/",
          "not to be used",
          "push the path again");
      bad.assertTheRestGoesOn();
    }
  }

  @Test
  void aNarinfoThatLeadsElsewhereIsNotFollowed(Site site) {
    try (BadClosures bad = BadClosures.on(site);
        Elsewhere elsewhere = Elsewhere.listen()) {
      int count = 0;
      for (String url :
          new String[] {elsewhere.address() + "/nar/1.nar", "file:///etc/shadow", "../../x"}) {
        bad.narInfo(
            "s" + count++,
            replaced("URL: .*", "URL: " + url),
            "URL is \"" + url + "\"; wanted the key of a NAR",
            "push the path again");
      }
      bad.assertTheRestGoesOn();
      assertEquals(0, elsewhere.visits());
    }
  }

  @Test
  void aRedirectIsToldAndNotFollowed(Site site) {
    try (BadClosures bad = BadClosures.on(site);
        Elsewhere elsewhere = Elsewhere.listen()) {
      bad.archive(
          "a",
          new Verdict.Reply(elsewhere.redirect(307)),
          "reading nar/",
          "answered 307",
          "set region and endpoint to where it is (" + elsewhere.address() + ")");
      bad.assertTheRestGoesOn();
      assertEquals(0, elsewhere.visits());
    }
  }

  @Test
  void anArchiveThatAlwaysBreaksOffHoldsNoOtherUp(Site site) {
    try (BadClosures bad = BadClosures.on(site)) {
      bad.archive("a", new Verdict.CutShort(60), "reading nar/", "broke off", "trying again");
      bad.assertTheRestGoesOn();
    }
  }

  @Test
  void whatPassesIsNotNoticed(Site site) {
    Running running = Running.on(site);
    try (SpoiltBucket bucket = SpoiltBucket.of(site)) {
      bucket.always(SpoiltBucket.INDEX, new Verdict.Refuse(404, "NoSuchKey"));
      bucket.next(1, SpoiltBucket.NARINFO, new Verdict.Refuse(500, "InternalError"));
      bucket.next(1, SpoiltBucket.NARINFO, new Verdict.CutShort(30));
      bucket.next(1, SpoiltBucket.NAR, new Verdict.CutShort(100));
      bucket.next(2, SpoiltBucket.NAR, new Verdict.Refuse(503, "SlowDown"));
      String version = FreshClosures.next(site.ground());
      site.publish(running.entry(), site.web("b", version));
      assertEquals("", site.sync(0).err());
      site.assertAnswers("b", "web " + version);
      running.assertUntouched();
    }
  }

  @Test
  void aBucketThatIsBrokenAsAWholeIsNotAskedForEveryService(Site site) {
    try (BadClosures bad = BadClosures.on(site)) {
      List.of("a", "b", "c", "d", "e").forEach(bad::add);
      bad.bucket().always(SpoiltBucket.NAR, new Verdict.Refuse(500, "InternalError"));
      bad.publish();
      String told = site.sync(1).err();
      assertEquals(5, told.lines().count(), told);
      assertEquals(3, told.lines().filter(line -> line.contains(": not tried")).count(), told);
      site.assertAnswers("runs", "web 1");
    }
  }

  @Test
  void aManifestThatComesBeforeItsClosureIsDeployedAsSoonAsTheClosureIsThere(Site site) {
    Running running = Running.on(site);
    String version = "early-" + site.namespace();
    String path = site.ground().closures().build("web", version, Kind.WEB);
    ObjectNode early =
        Documents.web(site.name("runs"), path, Site.HOST, site.domain("runs"), site.port("runs"));
    site.publish(early);
    for (int pass = 0; pass < 2; pass++) {
      Sentence.assertOne(site.sync(1), path, "is not in s3://closures/", "push it again");
      running.assertUntouched();
    }
    site.ground().closure(Kind.WEB, version);
    site.sync(0);
    site.assertAnswers("runs", "web " + version);
  }

  private static Verdict replaced(String pattern, String replacement) {
    return changed(
        body -> new String(body, UTF_8).replaceAll(pattern, replacement).getBytes(UTF_8));
  }

  private static Verdict changed(UnaryOperator<byte[]> change) {
    return new Verdict.Change(answer ->
        answer.status() == 200 && answer.body().length > 0
            ? answer.withBody(change.apply(answer.body()))
            : answer);
  }

  private static byte[] flipped(byte[] body) {
    byte[] flipped = body.clone();
    flipped[body.length / 2] ^= 1;
    return flipped;
  }
}
