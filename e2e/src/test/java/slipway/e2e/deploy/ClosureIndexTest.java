package slipway.e2e.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Output;
import slipway.e2e.host.S3Endpoint;
import slipway.e2e.host.S3Store;
import slipway.e2e.proxy.S3Proxy;
import slipway.e2e.proxy.Verdict;
import slipway.e2e.site.Site;

/// The narinfos of a closure in one object, which a push writes and a host reads.
@OnSite
class ClosureIndexTest {
  private static final String NARINFO = "[a-z0-9]{32}\\.narinfo";
  private static final String INDEX = "index/[a-z0-9]{32}\\.gz";
  private static final String ARCHIVE = "nar/.*";

  @Test
  void aHostAsksForNoNarinfoAndForEachArchiveOnce(Site site) {
    String path = fresh(site, "1");
    List<String> asked = keysAskedFor(site, () -> deploy(site, path));
    assertEquals(List.of(), matching(asked, NARINFO));
    assertEquals(List.of(index(path)), matching(asked, INDEX));
    List<String> archives = matching(asked, ARCHIVE);
    assertEquals(archives.stream().distinct().toList(), archives);
    assertTrue(archives.size() >= 2, archives::toString);
  }

  @Test
  void aBucketWithoutIndexesIsReadAsBefore(Site site) {
    String path = fresh(site, "2");
    site.ground().cache().delete(index(path));
    List<String> asked = keysAskedFor(site, () -> deploy(site, path));
    assertTrue(matching(asked, NARINFO).size() >= 2, asked::toString);
    assertEquals(List.of(index(path)), matching(asked, INDEX));
  }

  @Test
  void aPushOfWhatIsThereAlreadyWritesTheIndexThatIsNot(Site site) {
    String path = fresh(site, "3");
    S3Store cache = site.ground().cache();
    byte[] before = cache.bytes(index(path));
    cache.delete(index(path));
    site.slipway().run("cache", "push", path).orFail();
    assertEquals(List.of(index(path)), cache.keys(index(path)));
    assertEquals(before.length, cache.bytes(index(path)).length);
  }

  @Test
  void whoMayNotWriteIndexesPushesWithANote(Site site) {
    String path = fresh(site, "4");
    S3Store cache = site.ground().cache();
    cache.delete(index(path));
    cache.denyWriting("index/*");
    try {
      Output push = site.slipway().run("cache", "push", path).orFail();
      assertTrue(push.err().contains(index(path) + " was not written"), push::toString);
      assertTrue(push.err().contains("403"), push::toString);
    } finally {
      cache.allowWriting();
    }
    assertFalse(cache.has(index(path)));
    deploy(site, path);
  }

  /// The store path of a closure that no host has.
  private static String fresh(Site site, String version) {
    return site.ground().closure(Kind.WEB, "index-" + version);
  }

  private static void deploy(Site site, String path) {
    var entry = site.web("a", "1");
    entry.withObjectProperty("artifact").put("storePath", path);
    site.deploy(entry);
    assertEquals(path, site.profile("a"));
  }

  /// What was read of the cache meanwhile.
  private static List<String> keysAskedFor(Site site, Runnable work) {
    List<String> keys = new CopyOnWriteArrayList<>();
    S3Endpoint server = site.ground().radosgw().endpoint();
    try (S3Proxy proxy =
        S3Proxy.before(
            server,
            request -> {
              keys.add(request.key());
              return new Verdict.Pass();
            })) {
      site.settings()
          .withObjectProperty("cache")
          .set("bucket", proxy.endpoint().bucketSettings(site.ground().cache().bucket()));
      site.configure();
      work.run();
      return List.copyOf(keys);
    }
  }

  private static List<String> matching(List<String> keys, String pattern) {
    return keys.stream().filter(key -> key.matches(pattern)).toList();
  }

  private static String index(String storePath) {
    return "index/" + storePath.substring("/nix/store/".length()).split("-", 2)[0] + ".gz";
  }
}
