package slipway.push.nix;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import slipway.cache.Bucket;
import slipway.cache.BucketException;
import slipway.cache.BucketSettings;
import slipway.cache.Condition;
import slipway.cache.Fetched;
import slipway.cache.NarInfo;
import slipway.cache.Timeouts;
import slipway.cache.testing.EmbeddedS3;
import slipway.cache.testing.Seen;
import slipway.manifest.ManifestSignature;
import slipway.manifest.NixSecretKey;
import slipway.manifest.StorePath;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/// A cache on an embedded server, and made-up paths in it.
final class TestCache implements AutoCloseable {
  private static final Timeouts TIMEOUTS =
      new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(9), 1);

  final EmbeddedS3 server;
  final Bucket bucket;

  private TestCache(EmbeddedS3 server, Bucket bucket) {
    this.server = server;
    this.bucket = bucket;
  }

  static TestCache open() throws IOException {
    EmbeddedS3 server = EmbeddedS3.start().createBucket("cache");
    return new TestCache(
        server,
        Bucket.open(
            new BucketSettings("cache", "us-east-1", server.endpoint(), null, true, ""),
            Apache5HttpClient.builder(),
            TIMEOUTS));
  }

  static StorePath path(char digit) {
    return StorePath.of("/nix/store/" + String.valueOf(digit).repeat(32) + "-" + digit);
  }

  /// The key of the archive of a path.
  static String nar(StorePath path) {
    return "nar/" + path.hash().substring(0, 1).repeat(52) + ".nar.zst";
  }

  static byte[] narInfo(StorePath path, NixSecretKey signer, StorePath... references) {
    LocalPath local = new LocalPath(path, "00".repeat(32), 10, new TreeSet<>(List.of(references)));
    return """
    StorePath: %s
    URL: %s
    Compression: zstd
    FileHash: sha256:%s
    FileSize: 5
    NarHash: sha256:%s
    NarSize: 10
    References: %s
    Sig: %s
    """
        .formatted(
            path,
            nar(path),
            "0".repeat(52),
            "0".repeat(52),
            Stream.of(references).map(StorePath::baseName).collect(Collectors.joining(" ")),
            ManifestSignature.sign(local.fingerprint().getBytes(UTF_8), List.of(signer)))
        .getBytes(UTF_8);
  }

  static NarInfoWrites.Sent sent(StorePath path, NixSecretKey signer, StorePath... references) {
    byte[] text = narInfo(path, signer, references);
    return new NarInfoWrites.Sent(((NarInfo.Reading.Read) NarInfo.parse(text)).narInfo(), text);
  }

  static String text(byte[] body) {
    return new String(body, UTF_8);
  }

  static NarInfo parsed(String text) {
    return ((NarInfo.Reading.Read) NarInfo.parse(text.getBytes(UTF_8))).narInfo();
  }

  /// Narinfo and archive.
  void put(StorePath path, NixSecretKey signer, StorePath... references) throws BucketException {
    put(nar(path), "12345".getBytes(UTF_8));
    put(NarInfo.key(path), narInfo(path, signer, references));
  }

  void put(String key, byte[] body) throws BucketException {
    bucket.write(key, body, "text/plain", Map.of(), new Condition.Always());
  }

  String text(String key) throws BucketException {
    return bucket.fetch(key, null, 1 << 20) instanceof Fetched.Found found
        ? new String(found.body(), UTF_8)
        : "";
  }

  /// What was asked so far, without the bucket's name and queries.
  List<String> asked(String method) {
    return server.seen().stream()
        .filter(request -> request.method().equals(method))
        .map(Seen::target)
        .map(target -> target.replaceFirst("^/cache/?", "").replaceFirst("\\?.*", ""))
        .toList();
  }

  @Override
  public void close() {
    bucket.close();
    server.close();
  }
}
