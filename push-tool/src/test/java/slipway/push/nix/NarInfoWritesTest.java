package slipway.push.nix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static slipway.push.nix.TestCache.nar;
import static slipway.push.nix.TestCache.path;
import static slipway.push.nix.TestCache.sent;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import slipway.cache.Archives;
import slipway.cache.Fetched;
import slipway.cache.NarInfo;
import slipway.cache.UploadWatch;
import slipway.cache.testing.Fault;
import slipway.manifest.NixSecretKey;
import slipway.manifest.StorePath;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

/// The order in which narinfos come to the cache, and what they meet there.
class NarInfoWritesTest {
  private static final StorePath LEAF = path('1');
  private static final StorePath WEB = path('2');

  private final NixSecretKey ours = NixSecretKey.generate("ours-1");
  private final NixSecretKey theirs = NixSecretKey.generate("theirs-1");
  private TestCache cache;
  private Archives archives;
  private NarInfoWrites writes;

  @BeforeEach
  void open() throws Exception {
    cache = TestCache.open();
    archives = new Archives(cache.bucket, UploadWatch.NONE);
    writes = new NarInfoWrites(archives);
    cache.put(nar(LEAF), new byte[5]);
    cache.put(nar(WEB), new byte[5]);
  }

  @AfterEach
  void close() {
    writes.close();
    archives.close();
    cache.close();
  }

  @Test
  void whatAPathNeedsIsWrittenBeforeIt() throws Exception {
    writes.take(WEB, sent(WEB, ours, LEAF, WEB));
    release(Set.of(LEAF, WEB), Map.of());
    writes.take(LEAF, sent(LEAF, ours));
    var _ = writes.await(WEB);
    assertEquals(
        List.of(NarInfo.key(LEAF), NarInfo.key(WEB)),
        cache.asked("PUT").stream().filter(it -> it.endsWith("narinfo")).toList());
  }

  @Test
  void whereOneCannotBeWrittenNoneIsThatNeedsIt() throws Exception {
    cache.server.faults().next(9, "PUT", NarInfo.key(LEAF), new Fault.Status(403, "AccessDenied"));
    release(Set.of(LEAF, WEB), Map.of());
    writes.take(LEAF, sent(LEAF, ours));
    writes.take(WEB, sent(WEB, ours, LEAF));
    assertEquals(ExitCode.BUCKET, assertThrows(Failure.class, () -> writes.await(WEB)).exitCode());
    assertTrue(writes.failure().isPresent());
    assertEquals("", cache.text(NarInfo.key(WEB)));
  }

  @Test
  void noneIsWrittenWithoutItsArchive() throws Exception {
    cache.bucket.delete(nar(LEAF));
    release(Set.of(LEAF), Map.of());
    writes.take(LEAF, sent(LEAF, ours));
    Failure failure = assertThrows(Failure.class, () -> writes.await(LEAF));
    assertTrue(Failure.text(failure).contains(nar(LEAF) + ", which is not there"));
    assertEquals("", cache.text(NarInfo.key(LEAF)));
  }

  @Test
  void whatTheCacheDoesNotLackIsDropped() throws Exception {
    writes.take(WEB, sent(WEB, ours));
    writes.take(LEAF, sent(LEAF, ours));
    release(Set.of(LEAF), Map.of());
    var _ = writes.await(LEAF);
    assertEquals("", cache.text(NarInfo.key(WEB)));
  }

  @Test
  void whatIsForgottenIsTakenAnew() throws Exception {
    writes.take(LEAF, sent(LEAF, theirs));
    writes.forget(LEAF);
    release(Set.of(LEAF), Map.of());
    writes.take(LEAF, sent(LEAF, ours));
    var _ = writes.await(LEAF);
    assertTrue(
        TestCache.parsed(cache.text(NarInfo.key(LEAF))).isSignedByOneOf(Set.of(ours.publicKey())));
  }

  @Test
  void theSignatureOfAColleagueWhoWasFasterStaysBesideOurs() throws Exception {
    cache.put(LEAF, theirs);
    release(Set.of(LEAF), Map.of());
    writes.take(LEAF, sent(LEAF, ours));
    SignedNarInfo now = writes.await(LEAF);
    NarInfo narInfo = TestCache.parsed(TestCache.text(now.text()));
    assertTrue(narInfo.isSignedByOneOf(Set.of(ours.publicKey())));
    assertTrue(narInfo.isSignedByOneOf(Set.of(theirs.publicKey())));
    assertEquals(cache.text(NarInfo.key(LEAF)), TestCache.text(now.text()));
  }

  @Test
  void twoPushersAtOnceBothSign() throws Exception {
    try (NarInfoWrites others = new NarInfoWrites(archives)) {
      others.release(Set.of(LEAF), writing(theirs, Map.of()));
      release(Set.of(LEAF), Map.of());
      others.take(LEAF, sent(LEAF, theirs));
      writes.take(LEAF, sent(LEAF, ours));
      var _ = others.await(LEAF);
      var _ = writes.await(LEAF);
    }
    NarInfo now = TestCache.parsed(cache.text(NarInfo.key(LEAF)));
    assertTrue(now.isSignedByOneOf(Set.of(ours.publicKey())));
    assertTrue(now.isSignedByOneOf(Set.of(theirs.publicKey())));
  }

  @Test
  void aNarinfoWhoseArchiveWasLostIsReplaced() throws Exception {
    cache.put(LEAF, theirs);
    Fetched.Found broken =
        (Fetched.Found) cache.bucket.fetch(NarInfo.key(LEAF), null, NarInfo.MAX_BYTES);
    release(Set.of(LEAF), Map.of(LEAF, broken.etag()));
    writes.take(LEAF, sent(LEAF, ours));
    SignedNarInfo now = writes.await(LEAF);
    assertEquals(cache.text(NarInfo.key(LEAF)), TestCache.text(now.text()));
    assertTrue(
        TestCache.parsed(TestCache.text(now.text())).isSignedByOneOf(Set.of(ours.publicKey())));
  }

  @Test
  void aBucketWithoutConditionalWritesTakesThemAllTheSame() throws Exception {
    cache
        .server
        .faults()
        .next(1, "PUT", NarInfo.key(LEAF), new Fault.Status(501, "NotImplemented"));
    release(Set.of(LEAF), Map.of());
    writes.take(LEAF, sent(LEAF, ours));
    SignedNarInfo now = writes.await(LEAF);
    assertEquals(cache.text(NarInfo.key(LEAF)), TestCache.text(now.text()));
  }

  @Test
  void whatNixHasSignedWithAnotherKeyIsRefused() throws Exception {
    release(Set.of(LEAF), Map.of());
    writes.take(LEAF, sent(LEAF, theirs));
    assertEquals(
        ExitCode.REFUSED, assertThrows(Failure.class, () -> writes.await(LEAF)).exitCode());
  }

  private void release(Set<StorePath> lacking, Map<StorePath, String> broken) {
    writes.release(lacking, writing(ours, broken));
  }

  private NarInfoWriting writing(NixSecretKey key, Map<StorePath, String> broken) {
    return new NarInfoWriting(
        cache.bucket,
        key.publicKey(),
        CachedClosures.asked(cache.bucket, key),
        new Resigning(cache.bucket, key),
        broken,
        archives,
        UploadWatch.NONE);
  }
}
