package slipway.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import slipway.cache.testing.EmbeddedS3;
import slipway.cache.testing.Fault;
import slipway.cache.testing.Seen;
import slipway.manifest.StorePath;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/// What is read before Nix asks for it.
class PullTest {
  private static final StorePath TOP = IndexTexts.path('0');
  private static final StorePath LEAF = IndexTexts.path('1');
  private static final String INDEX = ClosureIndex.key(TOP);
  private static final String ARCHIVE = IndexTexts.archiveKey('0');
  private static final Duration SOON = Duration.ofSeconds(10);

  private final List<String> remarks = new CopyOnWriteArrayList<>();
  private EmbeddedS3 server;
  private Bucket bucket;
  private HttpClient client;

  @BeforeEach
  void start() throws Exception {
    server = EmbeddedS3.start().createBucket(TestBucket.NAME);
    bucket = TestBucket.open(server);
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    TestBucket.put(bucket, "nix-cache-info", "StoreDir: /nix/store");
    TestBucket.put(bucket, ARCHIVE, "12345");
    TestBucket.put(bucket, NarInfo.key(TOP), IndexTexts.narInfo('0') + "Sig: of-the-bucket\n");
  }

  @AfterEach
  void stop() {
    client.close();
    bucket.close();
    server.close();
  }

  @Test
  void narinfosComeOutOfTheIndexAndAreNotAskedOfTheBucket() throws Exception {
    putIndex(IndexTexts.index(IndexTexts.narInfo('1'), IndexTexts.narInfo('0')));
    try (LoopbackStore store = store()) {
      assertEquals(IndexTexts.narInfo('0'), get(store, NarInfo.key(TOP)).body());
      assertEquals(IndexTexts.narInfo('1'), get(store, NarInfo.key(LEAF)).body());
      assertTrue(store.usedIndex());
      assertEquals(List.of(), asked("narinfo"));
      assertEquals(List.of(), remarks);
    }
  }

  @Test
  void whatTheIndexLacksIsAskedOfTheBucket() throws Exception {
    putIndex(IndexTexts.index(IndexTexts.narInfo('0')));
    TestBucket.put(bucket, NarInfo.key(LEAF), IndexTexts.narInfo('1'));
    try (LoopbackStore store = store()) {
      assertEquals(IndexTexts.narInfo('1'), get(store, NarInfo.key(LEAF)).body());
      assertEquals(404, get(store, NarInfo.key(IndexTexts.path('2'))).statusCode());
    }
  }

  @Test
  void aBucketWithoutIndexIsReadAsBefore() throws Exception {
    try (LoopbackStore store = store()) {
      assertOfTheBucket(store);
      assertEquals(List.of(), remarks);
    }
  }

  @Test
  void anIndexThatMayNotBeReadIsToldOfAndDoneWithout() throws Exception {
    server.faults().next(9, "GET", INDEX, new Fault.Status(403, "AccessDenied"));
    try (LoopbackStore store = store()) {
      assertOfTheBucket(store);
      assertTrue(store.firstFailure().isEmpty());
    }
    assertTold("reading " + INDEX, "AccessDenied");
  }

  @Test
  void aDamagedIndexIsToldOfAndDoneWithout() throws Exception {
    putIndex("no index at all".getBytes(UTF_8));
    try (LoopbackStore store = store()) {
      assertOfTheBucket(store);
      assertTrue(store.firstFailure().isEmpty());
    }
    assertTold(INDEX, "is not used", "not whole gzip", "pushing " + TOP + " again");
  }

  @Test
  void anIndexThatIsTooLargeIsToldOfAndDoneWithout() throws Exception {
    putIndex(new byte[ClosureIndex.MAX_BYTES + 1]);
    try (LoopbackStore store = store()) {
      assertOfTheBucket(store);
    }
    assertTold("reading " + INDEX, "bytes allowed");
  }

  @Test
  void nobodyWaitsLongForAnIndex() throws Exception {
    putIndex(IndexTexts.index(IndexTexts.narInfo('0')));
    server.faults().next(9, "GET", INDEX, new Fault.Hang(Duration.ofSeconds(30)));
    try (Bucket patient =
            Bucket.open(
                TestBucket.settings(server.endpoint()),
                UrlConnectionHttpClient.builder(),
                Timeouts.DEFAULT,
                ObjectStoreContract.credentials(server.accessKey(), server.secretKey()));
        LoopbackStore store = LoopbackStore.forPull(patient, pull(Set.of()))) {
      long begin = System.nanoTime();
      assertOfTheBucket(store);
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      assertTrue(took.compareTo(SOON) < 0, took::toString);
    }
  }

  @Test
  void narinfosOfManyIndexesAreHeldUpToALimit() throws Exception {
    String padding = "X: " + "x".repeat(NarInfo.MAX_BYTES - 500) + "\n";
    Set<StorePath> tops = new HashSet<>();
    for (char digit = '0'; digit <= '9'; digit++) {
      StorePath top = IndexTexts.path(digit);
      tops.add(top);
      List<String> narInfos = new ArrayList<>(List.of(IndexTexts.narInfo(digit)));
      for (int path = 0; path < 2; path++) {
        StorePath more = StorePath.of("/nix/store/%s%031d-web".formatted(digit, path + 2));
        narInfos.add(IndexTexts.narInfo(more, ARCHIVE, 5) + padding);
      }
      bucket.write(
          ClosureIndex.key(top),
          IndexTexts.index(narInfos.toArray(String[]::new)),
          "application/gzip",
          Map.of(),
          new Condition.Always());
    }
    try (LoopbackStore store =
        LoopbackStore.forPull(bucket, new Pull(tops, _ -> true, remarks::add))) {
      assertEquals(404, get(store, NarInfo.key(IndexTexts.path('a'))).statusCode());
    }
    assertEquals(2, remarks.size(), remarks::toString);
    assertTold("bytes of narinfos already");
  }

  @Test
  void archivesThatTheHostLacksAreThereWhenNixAsks() throws Exception {
    putIndex(IndexTexts.index(IndexTexts.narInfo('1'), IndexTexts.narInfo('0')));
    try (LoopbackStore store = LoopbackStore.forPull(bucket, pull(Set.of(LEAF)))) {
      get(store, NarInfo.key(TOP));
      awaitAsked(ARCHIVE);
      HttpResponse<String> answer = get(store, ARCHIVE);
      assertEquals("12345", answer.body());
      assertEquals(List.of(ARCHIVE), asked("nar/"), "asked of the bucket once");
      assertEquals("12345", get(store, ARCHIVE).body());
      assertEquals(List.of(ARCHIVE, ARCHIVE), asked("nar/"), "what is given away is not kept");
      assertEquals("StoreDir: /nix/store", get(store, "nix-cache-info").body());
      assertEquals(1, asked("nix-cache-info").size());
    }
  }

  @Test
  void anArchiveThatIsLargerThanItsNarinfoSaysIsNotHeld() throws Exception {
    TestBucket.put(bucket, ARCHIVE, "x".repeat(3000));
    putIndex(IndexTexts.index(IndexTexts.narInfo('0')));
    try (LoopbackStore store = store()) {
      get(store, NarInfo.key(TOP));
      awaitAsked(ARCHIVE);
      assertEquals(3000, get(store, ARCHIVE).body().length());
      assertEquals(2, asked("nar/").size());
    }
  }

  @Test
  void anArchiveThatIsMissingOrRefusedIsSoForNix() throws Exception {
    bucket.delete(ARCHIVE);
    putIndex(IndexTexts.index(IndexTexts.narInfo('0')));
    try (LoopbackStore store = store()) {
      get(store, NarInfo.key(TOP));
      awaitAsked(ARCHIVE);
      assertEquals(404, get(store, ARCHIVE).statusCode());
      assertEquals(1, asked("nar/").size());
    }
    server.faults().next(9, "GET", ARCHIVE, new Fault.Status(403, "AccessDenied"));
    try (LoopbackStore store = store()) {
      get(store, NarInfo.key(TOP));
      awaitAsked(ARCHIVE);
      assertEquals(403, get(store, ARCHIVE).statusCode());
      assertEquals(BucketException.Kind.DENIED, store.firstFailure().orElseThrow().kind());
    }
  }

  @Test
  void anArchiveThatBreaksOffEarlyIsAskedForAgain() throws Exception {
    putIndex(IndexTexts.index(IndexTexts.narInfo('0')));
    server.faults().next(1, "GET", ARCHIVE, new Fault.CutBody(2));
    try (LoopbackStore store = store()) {
      get(store, NarInfo.key(TOP));
      awaitAsked(ARCHIVE);
      assertEquals("12345", get(store, ARCHIVE).body());
      assertTrue(store.firstFailure().isEmpty());
    }
  }

  /// Nothing of the index is asked for by Nix, and none of it can be reached through the store.
  @Test
  void theIndexItselfIsNoKeyOfACache() throws Exception {
    putIndex(IndexTexts.index(IndexTexts.narInfo('0')));
    try (LoopbackStore store = store()) {
      assertEquals(404, get(store, INDEX).statusCode());
    }
  }

  private void assertOfTheBucket(LoopbackStore store) throws Exception {
    assertTrue(get(store, NarInfo.key(TOP)).body().contains("Sig: of-the-bucket"));
    assertFalse(store.usedIndex());
  }

  private void assertTold(String... parts) {
    for (String part : parts) {
      assertTrue(remarks.getFirst().contains(part), () -> part + " in " + remarks);
    }
  }

  private void putIndex(byte[] object) throws BucketException {
    bucket.write(INDEX, object, "application/gzip", Map.of(), new Condition.Always());
  }

  private LoopbackStore store() throws IOException {
    return LoopbackStore.forPull(bucket, pull(Set.of()));
  }

  private Pull pull(Set<StorePath> there) {
    return new Pull(Set.of(TOP), there::contains, remarks::add);
  }

  private HttpResponse<String> get(LoopbackStore store, String key) throws Exception {
    String[] netrc = store.netrc().strip().split(" ", -1);
    String pair = netrc[3] + ":" + netrc[5];
    return client.send(
        HttpRequest.newBuilder(URI.create(store.uri() + "/" + key))
            .header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)))
            .build(),
        BodyHandlers.ofString());
  }

  /// The keys of those requests so far.
  private List<String> asked(String part) {
    return server.seen().stream()
        .filter(request -> request.method().equals("GET"))
        .map(Seen::target)
        .filter(target -> target.contains(part))
        .map(target ->
            target.substring(target.indexOf(TestBucket.PREFIX) + TestBucket.PREFIX.length()))
        .toList();
  }

  private void awaitAsked(String key) throws InterruptedException {
    long end = System.nanoTime() + SOON.toNanos();
    while (asked(key).isEmpty() && System.nanoTime() < end) {
      Thread.sleep(5);
    }
    assertFalse(asked(key).isEmpty(), "it was not read ahead");
  }
}
