package slipway.push.nix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static slipway.push.nix.TestCache.nar;
import static slipway.push.nix.TestCache.narInfo;
import static slipway.push.nix.TestCache.path;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import slipway.cache.NarInfo;
import slipway.cache.testing.Fault;
import slipway.manifest.NixSecretKey;
import slipway.manifest.StorePath;
import slipway.push.operation.PushMemory;

/// What is known of a closure from listings and from the index of an earlier push.
class CachedClosureTest {
  private static final StorePath LEAF = path('1');
  private static final StorePath WEB = path('2');

  private final NixSecretKey ours = NixSecretKey.generate("ours-1");
  private final NixSecretKey theirs = NixSecretKey.generate("theirs-1");
  private TestCache cache;

  @BeforeEach
  void push() throws Exception {
    cache = TestCache.open();
    cache.put(LEAF, ours);
    cache.put(WEB, ours, LEAF);
    index(ours);
  }

  @AfterEach
  void close() {
    cache.close();
  }

  @Test
  void whatAnIndexKnowsIsListedAndNotRead() throws Exception {
    List<CachedPath> found = read();
    found.forEach(path -> assertInstanceOf(CachedPath.Whole.class, path));
    assertEquals(List.of(), cache.asked("HEAD"));
    assertEquals(
        List.of("", "", "", "index/" + WEB.hash() + ".gz"),
        cache.asked("GET").stream().sorted().toList());
  }

  @Test
  void whatWasWrittenFromHereIsNotReadAgain() throws Exception {
    PushMemory memory = CachedClosures.memory(Map.of(WEB, written(ours)));
    read(memory).forEach(path -> assertInstanceOf(CachedPath.Whole.class, path));
    assertEquals(List.of("", "", ""), cache.asked("GET"));
    // What the memory does not know.
    cache.put(LEAF, theirs);
    assertInstanceOf(CachedPath.Unsigned.class, read(memory).getFirst());
  }

  @Test
  void aMemoryThatCannotBeReadIsNone() throws Exception {
    read(CachedClosures.memory(Map.of(WEB, new byte[] {1, 2, 3})))
        .forEach(path -> assertInstanceOf(CachedPath.Whole.class, path));
    assertTrue(cache.asked("GET").contains("index/" + WEB.hash() + ".gz"));
  }

  @Test
  void anArchiveThatIsGoneBehindTheIndexIsMissed() throws Exception {
    cache.bucket.delete(nar(LEAF));
    assertInstanceOf(CachedPath.Broken.class, read().getFirst());
  }

  @Test
  void anArchiveOfAnotherSizeThanTheIndexSaysIsNotWhole() throws Exception {
    cache.put(nar(LEAF), new byte[4]);
    CachedPath.Broken broken = assertInstanceOf(CachedPath.Broken.class, read().getFirst());
    assertTrue(broken.problem().contains("with 5 bytes, which has 4"), broken.problem());
  }

  @Test
  void aNarinfoThatIsGoneBehindTheIndexIsMissed() throws Exception {
    cache.bucket.delete(NarInfo.key(LEAF));
    assertEquals(new CachedPath.Absent(LEAF), read().getFirst());
  }

  @Test
  void aNarinfoThatWasReplacedBehindTheIndexIsReadAnew() throws Exception {
    cache.put(LEAF, theirs);
    assertInstanceOf(CachedPath.Unsigned.class, read().getFirst());
    assertInstanceOf(CachedPath.Whole.class, read().getLast());
  }

  @Test
  void anIndexOfSomebodyElseCountsForNoSignature() throws Exception {
    cache.put(LEAF, theirs);
    index(theirs);
    assertInstanceOf(CachedPath.Unsigned.class, read().getFirst());
    assertInstanceOf(CachedPath.Whole.class, read().getLast());
  }

  @Test
  void theNewestIndexesServeForAnotherTop() throws Exception {
    StorePath next = path('3');
    List<CachedPath> found =
        CachedClosures.listed(cache.bucket, ours, next, List.of(LEAF, next))
            .read(List.of(LEAF, next));
    assertInstanceOf(CachedPath.Whole.class, found.getFirst());
    assertEquals(new CachedPath.Absent(next), found.getLast());
    assertEquals(
        List.of(), cache.asked("GET").stream().filter(it -> it.contains("narinfo")).toList());
  }

  @Test
  void whoMayNotListAsksForEachPath() throws Exception {
    cache.server.faults().next(99, "GET", "list-type", new Fault.Status(403, "AccessDenied"));
    read().forEach(path -> assertInstanceOf(CachedPath.Whole.class, path));
    assertEquals(2, cache.asked("HEAD").size());
  }

  private List<CachedPath> read() throws Exception {
    return read(CachedClosures.memory(Map.of()));
  }

  private List<CachedPath> read(PushMemory memory) throws Exception {
    List<StorePath> closure = List.of(LEAF, WEB);
    return CachedClosures.listed(cache.bucket, ours, WEB, closure, memory).read(closure);
  }

  private void index(NixSecretKey signer) throws Exception {
    new IndexUpload(cache.bucket, signer, _ -> {}).write(Map.of(WEB, written(signer)));
  }

  /// The index of the top.
  ///
  /// @param signer of the leaf
  private byte[] written(NixSecretKey signer) {
    SignedClosure closure =
        new SignedClosure(
            List.of(WEB),
            List.of(LEAF, WEB),
            List.of(
                new SignedNarInfo(LEAF, narInfo(LEAF, signer)),
                new SignedNarInfo(WEB, narInfo(WEB, ours, LEAF))));
    return Objects.requireNonNull(
        new IndexUpload(cache.bucket, signer, _ -> {}).compose(closure).get(WEB));
  }
}
