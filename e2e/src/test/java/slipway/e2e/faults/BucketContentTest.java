package slipway.e2e.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import slipway.e2e.proxy.Answer;
import slipway.e2e.proxy.Verdict;
import slipway.e2e.site.Running;
import slipway.e2e.site.Sentence;
import slipway.e2e.site.Site;

/// A bucket that answers, but not with what it has. A host never goes back, runs nothing that
/// nobody signed, and takes what is true at the first pass that is told.
@OnSite
class BucketContentTest {
  private static final String SIGNATURE = "x-amz-meta-signature";

  /// The manifest as the bucket has it at some moment.
  private record Copy(byte[] body, String signature, String etag) {
    static Copy of(Site site) {
      String key = "manifest.json";
      return new Copy(
          site.bucket().bytes(key),
          site.bucket().metadata(key).getOrDefault("signature", ""),
          site.bucket().etag(key));
    }

    Verdict under(String otherEtag) {
      return new Verdict.Reply(
          Answer.of(200, "OK", Map.of("ETag", '"' + otherEtag + '"', SIGNATURE, signature), body));
    }
  }

  @Test
  void aServerThatTakesTheNewManifestForTheOldIsBelievedUntilItTellsTheTruth(Site site) {
    site.deploy(site.web("a", "1"));
    try (SpoiltBucket bucket = SpoiltBucket.of(site)) {
      Answer unchanged = Answer.of(304, "Not Modified", Map.of(), new byte[0]);
      bucket.always(SpoiltBucket.MANIFEST, new Verdict.Reply(unchanged));
      site.publish(site.web("a", "2"));
      site.sync(0);
      site.assertAnswers("a", "web 1");
      bucket.heal();
      site.sync(0);
      site.assertAnswers("a", "web 2");
    }
  }

  @Test
  void anOldManifestUnderTheEtagOfTheNewDoesNotHideTheNew(Site site) {
    site.deploy(site.web("a", "1"));
    Copy known = Copy.of(site);
    site.publish(site.web("a", "2"));
    Copy unseen = Copy.of(site);
    site.publish(site.web("a", "3"));
    String newest = Copy.of(site).etag();
    try (SpoiltBucket bucket = SpoiltBucket.of(site)) {
      bucket.always(SpoiltBucket.MANIFEST, known.under(newest));
      site.sync(0);
      site.assertAnswers("a", "web 1");
      bucket.heal();
      bucket.always(SpoiltBucket.MANIFEST, unseen.under(newest));
      site.sync(0);
      site.assertAnswers("a", "web 2");
      bucket.heal();
      site.sync(0);
      site.assertAnswers("a", "web 3");
    }
  }

  @Test
  void theNewManifestUnderTheEtagOfTheOldIsTaken(Site site) {
    site.deploy(site.web("a", "1"));
    Copy old = Copy.of(site);
    site.publish(site.web("a", "2"));
    try (SpoiltBucket bucket = SpoiltBucket.of(site)) {
      bucket.always(SpoiltBucket.MANIFEST, Copy.of(site).under(old.etag()));
      site.sync(0);
      site.assertAnswers("a", "web 2");
      site.publish(site.web("a", "3"));
      bucket.heal();
      site.sync(0);
      site.assertAnswers("a", "web 3");
    }
  }

  @Test
  void anArchivedManifestWithItsSignatureIsNoWayBack(Site site) {
    Instant before = site.publish(site.web("runs", "2"));
    Copy archived = Copy.of(site);
    Running running = Running.on(site);
    try (SpoiltBucket bucket = SpoiltBucket.of(site)) {
      bucket.always(SpoiltBucket.MANIFEST, archived.under(archived.etag()));
      Sentence.assertOne(site.sync(3), before.toString(), "is older than", "slipway rollback");
      running.assertUntouched();
      bucket.heal();
      site.deploy(site.web("runs", "3"));
      site.assertAnswers("runs", "web 3");
    }
  }

  @Test
  void anotherObjectInPlaceOfTheManifestIsRefused(Site site) {
    Running running = Running.on(site);
    byte[] report = site.bucket().bytes("status/" + Site.HOST + ".json");
    site.publish(site.web("runs", "2"));
    try (SpoiltBucket bucket = SpoiltBucket.of(site)) {
      Answer unsigned = Answer.of(200, "OK", Map.of("ETag", "\"0\""), report);
      bucket.always(SpoiltBucket.MANIFEST, new Verdict.Reply(unsigned));
      Sentence.assertOne(site.sync(3), "no signature");
      bucket.heal();
      bucket.always(SpoiltBucket.MANIFEST, new Verdict.Change(answer -> answer.withBody(report)));
      Sentence.assertOne(site.sync(3), site.manifestKey().name(), "changed after signing");
      running.assertUntouched();
      bucket.heal();
      site.sync(0);
      site.assertAnswers("runs", "web 2");
    }
  }

  @Test
  void aManifestWhoseSignatureWasLostOnTheWayIsRefused(Site site) {
    Running running = Running.on(site);
    site.publish(site.web("runs", "2"));
    try (SpoiltBucket bucket = SpoiltBucket.of(site)) {
      bucket.always(SpoiltBucket.MANIFEST, new Verdict.Change(answer -> answer.without(SIGNATURE)));
      Sentence.assertOne(site.sync(3), "no signature", "slipway init");
      running.assertUntouched();
      bucket.heal();
      site.sync(0);
      site.assertAnswers("runs", "web 2");
    }
  }

  @Test
  void halfAManifestWithALengthThatFitsIsRefused(Site site) {
    Running running = Running.on(site);
    site.publish(site.web("runs", "2"));
    String whole = site.bucket().text("manifest.json");
    byte[] half = whole.substring(0, whole.length() / 2).getBytes(StandardCharsets.UTF_8);
    try (SpoiltBucket bucket = SpoiltBucket.of(site)) {
      bucket.always(SpoiltBucket.MANIFEST, new Verdict.Change(answer -> answer.withBody(half)));
      Sentence.assertOne(site.sync(3), "changed after signing", "push again");
      running.assertUntouched();
      bucket.heal();
      site.sync(0);
    }
    assertEquals(200, site.visit("runs").status());
  }
}
