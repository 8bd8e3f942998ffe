package slipway.push.nix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import slipway.cache.Bucket;
import slipway.cache.BucketSettings;
import slipway.cache.ClosureIndex;
import slipway.cache.Fetched;
import slipway.cache.Timeouts;
import slipway.cache.testing.EmbeddedS3;
import slipway.cache.testing.Fault;
import slipway.manifest.NixSecretKey;
import slipway.manifest.StorePath;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

class IndexUploadTest {
  private static final StorePath LEAF = path('1');
  private static final StorePath WEB = path('2');
  private static final StorePath OTHER = path('3');
  private static final Timeouts TIMEOUTS =
      new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(9), 1);

  private final NixSecretKey key = NixSecretKey.generate("ours-1");
  private final List<String> said = new ArrayList<>();
  private EmbeddedS3 server;
  private Bucket cache;

  @BeforeEach
  void open() throws Exception {
    server = EmbeddedS3.start().createBucket("cache");
    cache =
        Bucket.open(
            new BucketSettings("cache", "us-east-1", server.endpoint(), null, true, ""),
            Apache5HttpClient.builder(),
            TIMEOUTS);
  }

  @AfterEach
  void close() {
    cache.close();
    server.close();
  }

  @Test
  void eachPathGetsTheNarinfosOfItsOwnClosure() throws Exception {
    SignedClosure closure =
        new SignedClosure(
            List.of(WEB, OTHER, WEB),
            List.of(LEAF, WEB, OTHER),
            List.of(of(OTHER, OTHER), of(WEB, LEAF, WEB), of(LEAF)));
    upload(closure);
    assertEquals(List.of(LEAF.hash(), WEB.hash()), hashes(WEB));
    assertEquals(List.of(OTHER.hash()), hashes(OTHER));
    assertEquals(List.of(), said);
    assertEquals(2, server.seen().stream().filter(it -> it.method().equals("PUT")).count());
  }

  @Test
  void aLaterPushReplacesTheIndex() throws Exception {
    upload(of(List.of(WEB), of(WEB)));
    upload(of(List.of(LEAF, WEB), of(WEB, LEAF), of(LEAF)));
    assertEquals(List.of(LEAF.hash(), WEB.hash()), hashes(WEB));
  }

  @Test
  void whatTheCachesPathNeedsBeyondThisMachinesIsLeftOut() throws Exception {
    upload(of(List.of(WEB), of(WEB, LEAF)));
    assertEquals(List.of(WEB.hash()), hashes(WEB));
  }

  @Test
  void anAccountThatMayNotWriteItGoesOnWithANote() throws Exception {
    server.faults().next(9, "PUT", "index/", new Fault.Status(403, "AccessDenied"));
    upload(of(List.of(WEB), of(WEB)));
    assertEquals(1, said.size());
    for (String part : List.of(ClosureIndex.key(WEB), WEB.toString(), "one by one", "403")) {
      assertTrue(said.getFirst().contains(part), () -> part + " in " + said);
    }
  }

  @Test
  void whoHasTheKeyKnowsItsOwnIndex() throws Exception {
    upload(of(List.of(WEB), of(WEB)));
    Fetched.Found index =
        assertInstanceOf(
            Fetched.Found.class, cache.fetch(ClosureIndex.key(WEB), null, 1 << 20), "no index");
    assertTrue(IndexUpload.isSigned(index, key.publicKey()));
    assertFalse(IndexUpload.isSigned(index, NixSecretKey.generate("ours-1").publicKey()));
    Fetched.Found forged =
        new Fetched.Found(new byte[] {1}, index.etag(), index.metadata(), index.lastModified());
    assertFalse(IndexUpload.isSigned(forged, key.publicKey()));
  }

  private void upload(SignedClosure closure) throws Exception {
    IndexUpload upload = new IndexUpload(cache, key, said::add);
    upload.write(upload.compose(closure));
  }

  private static SignedClosure of(List<StorePath> order, SignedNarInfo... signed) {
    return new SignedClosure(List.of(WEB), order, List.of(signed));
  }

  /// Of the narinfos in the index of a path, in order.
  private List<String> hashes(StorePath top) throws Exception {
    Fetched.Found object =
        assertInstanceOf(
            Fetched.Found.class, cache.fetch(ClosureIndex.key(top), null, 1 << 20), "no index");
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(object.body()))) {
      return new String(gzip.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> line.startsWith("StorePath: "))
          .map(line -> StorePath.of(line.split(" ", -1)[1]).hash())
          .toList();
    }
  }

  private static StorePath path(char digit) {
    return StorePath.of("/nix/store/" + String.valueOf(digit).repeat(32) + "-web");
  }

  private static SignedNarInfo of(StorePath path, StorePath... references) {
    byte[] text =
        """
        StorePath: %s
        URL: nar/%s.nar.zst
        NarHash: sha256:%s
        NarSize: 1
        References: %s
        """
            .formatted(
                path,
                "0".repeat(52),
                "1".repeat(52),
                Stream.of(references).map(StorePath::baseName).collect(Collectors.joining(" ")))
            .getBytes(UTF_8);
    return new SignedNarInfo(path, text);
  }
}
