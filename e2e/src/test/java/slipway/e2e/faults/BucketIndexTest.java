package slipway.e2e.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Output;
import slipway.e2e.proxy.Verdict;
import slipway.e2e.site.Running;
import slipway.e2e.site.Site;

/// Closure indexes that are not what a push has written. Whatever they say, the deploy is the one
/// of the bucket's own narinfos, in the same pass.
@OnSite
class BucketIndexTest {
  @Test
  void aSignatureThatIsForgedInTheIndexIsReplacedByTheBucketsOwn(Site site) {
    deployedAllTheSame(
        site, index -> text(index, "Sig: cache-1:.*", "Sig: cache-1:" + "A".repeat(86) + "=="));
    deployedAllTheSame(site, index -> text(index, "(?m)^Sig: .*\n", ""));
  }

  @Test
  void aForgedPathInTheIndexDoesNotComeToTheHost(Site site) {
    deployedAllTheSame(site, index -> text(index, "NarHash: sha256:.", "NarHash: sha256:1"));
    deployedAllTheSame(site, index -> text(index, "(?m)^References: .*", "References: "));
  }

  @Test
  void anIndexThatLeadsElsewhereIsNotFollowed(Site site) {
    try (Elsewhere elsewhere = Elsewhere.listen()) {
      for (String url : new String[] {elsewhere.address() + "/nar/1.nar", "file:///etc/shadow"}) {
        deployedAllTheSame(site, index -> text(index, "(?m)^URL: .*", "URL: " + url));
      }
      assertEquals(0, elsewhere.visits());
    }
  }

  @Test
  void anIndexThatNamesAnArchiveOfNobodyOrOfAnotherPathIsDoneWithout(Site site) {
    deployedAllTheSame(
        site, index -> text(index, "(?m)^URL: .*", "URL: nar/" + "1".repeat(52) + ".nar.zst"));
    String other =
        site.ground()
            .cache()
            .text(key(site.ground().closure(Kind.WEB, "1"), "", ".narinfo"))
            .lines()
            .filter(line -> line.startsWith("URL: "))
            .findFirst()
            .orElseThrow();
    deployedAllTheSame(site, index -> text(index, "(?m)^URL: .*", other));
  }

  @Test
  void anIndexOfAnotherPathIsDoneWithout(Site site) {
    byte[] other =
        site.ground().cache().bytes(key(site.ground().closure(Kind.WEB, "1"), "index/", ".gz"));
    deployedAllTheSame(site, _ -> other);
  }

  @Test
  void halfAnIndexIsDoneWithout(Site site) {
    deployedAllTheSame(site, index -> Arrays.copyOf(index, index.length / 2));
    deployedAllTheSame(site, _ -> "no index".getBytes(UTF_8));
  }

  @Test
  void anIndexThatUnfoldsToAGigabyteIsLeftFolded(Site site) {
    byte[] bomb = bomb(1 << 10);
    assertTrue(bomb.length < 3 << 20, "it is small enough to be read");
    deployedAllTheSame(site, _ -> bomb);
  }

  @Test
  void anIndexThatIsRefusedOrBrokenIsDoneWithout(Site site) {
    try (SpoiltBucket bucket = SpoiltBucket.of(site)) {
      for (Verdict verdict :
          new Verdict[] {
            new Verdict.Refuse(403, "AccessDenied"),
            new Verdict.Refuse(500, "InternalError"),
            new Verdict.CutShort(20)
          }) {
        bucket.always(SpoiltBucket.INDEX, verdict);
        deploy(site);
        bucket.heal();
      }
    }
  }

  @Test
  void anIndexThatHangsCostsSeconds(Site site) {
    try (SpoiltBucket bucket = SpoiltBucket.of(site)) {
      bucket.always(SpoiltBucket.INDEX, new Verdict.PassThenSilence());
      long begin = System.nanoTime();
      deploy(site);
      long seconds = (System.nanoTime() - begin) / 1_000_000_000;
      assertTrue(seconds < 15, () -> "the pass took " + seconds + " s");
    }
  }

  /// A closure whose index is changed that way before the host first sees it.
  private static void deployedAllTheSame(Site site, UnaryOperator<byte[]> change) {
    Running running = Running.on(site);
    String version = FreshClosures.next(site.ground());
    String index = key(site.ground().closure(Kind.WEB, version), "index/", ".gz");
    site.ground().cache().put(index, change.apply(site.ground().cache().bytes(index)), Map.of());
    site.publish(running.entry(), site.web("b", version));
    Output pass = site.sync(0);
    site.assertAnswers("b", "web " + version);
    running.assertUntouched();
    assertTrue(pass.err().isEmpty(), pass::toString);
  }

  private static void deploy(Site site) {
    String version = FreshClosures.next(site.ground());
    site.deploy(site.web("b", version));
    site.assertAnswers("b", "web " + version);
  }

  private static String key(String storePath, String prefix, String suffix) {
    return prefix + storePath.substring("/nix/store/".length()).split("-", 2)[0] + suffix;
  }

  /// The index with each narinfo changed, and its lengths right again.
  private static byte[] text(byte[] index, String pattern, String replacement) {
    String text = new String(unzipped(index), UTF_8);
    StringBuilder changed = new StringBuilder();
    int at = text.indexOf('\n') + 1;
    changed.append(text, 0, at);
    while (!text.startsWith("end ", at)) {
      int end = text.indexOf('\n', at);
      String[] entry = text.substring(at, end).split(" ", -1);
      int length = Integer.parseInt(entry[1]);
      String narInfo = text.substring(end + 1, end + 1 + length).replaceAll(pattern, replacement);
      changed.append(entry[0]).append(' ').append(narInfo.length()).append('\n').append(narInfo);
      at = end + 1 + length;
    }
    return zipped(changed.append(text, at, text.length()).toString().getBytes(UTF_8));
  }

  private static byte[] bomb(int mebibytes) {
    ByteArrayOutputStream object = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(object)) {
      gzip.write("slipway-closure-index 1\n".getBytes(UTF_8));
      byte[] entry = new byte[1 << 20];
      Arrays.fill(entry, (byte) 'x');
      byte[] head = ("0".repeat(32) + " " + entry.length + "\n").getBytes(UTF_8);
      for (int each = 0; each < mebibytes; each++) {
        gzip.write(head);
        gzip.write(entry);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return object.toByteArray();
  }

  private static byte[] zipped(byte[] text) {
    ByteArrayOutputStream object = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(object)) {
      gzip.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return object.toByteArray();
  }

  private static byte[] unzipped(byte[] object) {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(object))) {
      return gzip.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
