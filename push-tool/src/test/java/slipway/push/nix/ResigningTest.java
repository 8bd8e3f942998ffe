package slipway.push.nix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import slipway.cache.Bucket;
import slipway.cache.BucketSettings;
import slipway.cache.Condition;
import slipway.cache.Fetched;
import slipway.cache.NarInfo;
import slipway.cache.Timeouts;
import slipway.cache.testing.EmbeddedS3;
import slipway.cache.testing.Fault;
import slipway.manifest.ManifestSignature;
import slipway.manifest.NixSecretKey;
import slipway.manifest.StorePath;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

class ResigningTest {
  private static final StorePath PATH = StorePath.of("/nix/store/" + "a".repeat(32) + "-a");
  private static final LocalPath HERE =
      new LocalPath(PATH, "00".repeat(32), 10, new TreeSet<>(List.of(PATH)));
  private static final String HASH = "0".repeat(52);
  private static final String NAR = "nar/" + HASH + ".nar.zst";
  private static final Timeouts TIMEOUTS =
      new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(9), 1);

  private final NixSecretKey ours = NixSecretKey.generate("ours-1");
  private EmbeddedS3 server;
  private Bucket cache;
  private CachedClosure closure;

  @BeforeEach
  void open() throws Exception {
    server = EmbeddedS3.start().createBucket("cache");
    cache =
        Bucket.open(
            new BucketSettings("cache", "us-east-1", server.endpoint(), null, true, ""),
            Apache5HttpClient.builder(),
            TIMEOUTS);
    closure = CachedClosures.asked(cache, ours);
  }

  @AfterEach
  void close() {
    cache.close();
    server.close();
  }

  @Test
  void whatIsSignedByUsIsFine() throws Exception {
    put(10, ours);
    assertEquals(List.of(), unsigned());
  }

  @Test
  void whatWasThereWithoutOurSignatureGetsIt() throws Exception {
    put(10, NixSecretKey.generate("upstream-1"));
    sign();
    assertEquals(List.of(), unsigned());
    NarInfo.Reading.Read now =
        (NarInfo.Reading.Read)
            NarInfo.parse(((Fetched.Found) cache.fetch(NarInfo.key(PATH), null, 9999)).body());
    assertEquals(2, now.narInfo().signatures().size());
  }

  @Test
  void otherContentThanHereIsNeverSigned() throws Exception {
    put(11, NixSecretKey.generate("stranger-1"));
    Failure failure = assertThrows(Failure.class, this::sign);
    assertEquals(ExitCode.REFUSED, failure.exitCode());
    assertTrue(Failure.text(failure).contains("s3://cache/" + NarInfo.key(PATH)));
    assertTrue(Failure.text(failure).contains(PATH.toString()));
  }

  @Test
  void aSignatureOfOursOverOtherContentDoesNotCount() throws Exception {
    NixSecretKey impostor = NixSecretKey.generate("ours-1");
    put(10, impostor);
    assertEquals(1, unsigned().size());
  }

  @Test
  void whatIsNotThereIsAbsent() throws Exception {
    assertEquals(new CachedPath.Absent(PATH), closure.readAnew(PATH));
  }

  @Test
  void anEntryWithoutItsArchiveIsToBeWrittenAnew() throws Exception {
    put(10, ours);
    cache.delete(NAR);
    CacheState state = new CacheState(closure.read(List.of(PATH)));
    assertEquals(Set.of(PATH), state.lacking());
    assertEquals(NAR, state.broken().getFirst().narKey());
  }

  @Test
  void anArchiveThatIsNotWholeIsToBeWrittenAnew() throws Exception {
    put(10, ours);
    putArchive("1234");
    CachedPath.Broken broken = assertInstanceOf(CachedPath.Broken.class, closure.readAnew(PATH));
    assertTrue(broken.problem().contains("with 5 bytes, which has 4"), broken.problem());
  }

  @Test
  void theFirstFailureEndsTheOtherReads() {
    List<StorePath> many =
        IntStream.range(0, 160)
            .mapToObj(each -> StorePath.of("/nix/store/%032d-a".formatted(each)))
            .toList();
    server.faults().next(1, "GET", many.getFirst().hash(), new Fault.Status(403, "AccessDenied"));
    server.faults().next(999, "GET", "narinfo", new Fault.Hang(Duration.ofSeconds(1)));
    assertTimeout(
        Duration.ofSeconds(5), () -> assertThrows(Failure.class, () -> closure.read(many)));
  }

  private List<CachedPath.Unsigned> unsigned() throws Failure {
    return new CacheState(closure.read(List.of(PATH))).unsigned();
  }

  private void putArchive(String content) throws Exception {
    cache.write(
        NAR,
        content.getBytes(StandardCharsets.UTF_8),
        "application/x-nix-nar",
        Map.of(),
        new Condition.Always());
  }

  private void sign() throws Failure {
    new Resigning(cache, ours).sign(unsigned(), List.of(HERE), closure);
  }

  private void put(long narSize, NixSecretKey signer) throws Exception {
    LocalPath content = new LocalPath(PATH, HERE.narHash(), narSize, HERE.references());
    byte[] fingerprint = content.fingerprint().getBytes(StandardCharsets.UTF_8);
    putArchive("12345");
    String text =
        """
        StorePath: %s
        URL: nar/%s.nar.zst
        Compression: zstd
        FileHash: sha256:%s
        FileSize: 5
        NarHash: sha256:%s
        NarSize: %d
        References: %s
        Sig: %s
        """
            .formatted(
                PATH,
                HASH,
                HASH,
                HASH,
                narSize,
                PATH.baseName(),
                ManifestSignature.sign(fingerprint, List.of(signer)));
    cache.write(
        NarInfo.key(PATH),
        text.getBytes(StandardCharsets.UTF_8),
        "text/x-nix-narinfo",
        Map.of(),
        new Condition.Always());
  }
}
