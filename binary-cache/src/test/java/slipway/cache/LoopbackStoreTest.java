package slipway.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import slipway.cache.testing.EmbeddedS3;
import slipway.cache.testing.Fault;

class LoopbackStoreTest {
  private static final String HASH = "0".repeat(32);
  private static final String NARINFO = HASH + ".narinfo";
  private static final String NAR =
      "nar/1111111111111111111111111111111111111111111111111111.nar.zst";

  private EmbeddedS3 server;
  private Bucket bucket;
  private LoopbackStore store;
  private HttpClient client;

  @BeforeEach
  void start() throws Exception {
    server = EmbeddedS3.start().createBucket(TestBucket.NAME);
    bucket = TestBucket.open(server);
    store = LoopbackStore.forPull(bucket, Pull.UNKNOWN, Guard.PATH);
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  @AfterEach
  void stop() {
    client.close();
    store.close();
    bucket.close();
    server.close();
  }

  @Test
  void anObjectIsReadWithItsHeaders() throws Exception {
    TestBucket.put(bucket, NAR, "StorePath: x");
    HttpResponse<byte[]> answer = send("GET", NAR);
    assertEquals(200, answer.statusCode());
    assertArrayEquals(TestBucket.bytes("StorePath: x"), answer.body());
    assertEquals(Optional.of("text/plain"), answer.headers().firstValue("Content-Type"));
    assertEquals(Optional.of("bytes"), answer.headers().firstValue("Accept-Ranges"));
    assertEquals(new Traffic(1, 12, 0, 0), store.traffic());
  }

  @Test
  void theHeadersAloneAreReadWithHead() throws Exception {
    TestBucket.put(bucket, NAR, "12345");
    HttpResponse<byte[]> answer = send("HEAD", NAR);
    assertEquals(200, answer.statusCode());
    assertEquals(Optional.of("5"), answer.headers().firstValue("Content-Length"));
    assertEquals(404, send("HEAD", NARINFO).statusCode());
  }

  @Test
  void anObjectThatIsNotThereIsNotFound() throws Exception {
    assertEquals(404, send("GET", "nix-cache-info").statusCode());
    assertEquals(404, send("GET", NARINFO).statusCode());
    assertTrue(store.firstFailure().isEmpty());
  }

  @Test
  void aDownloadIsResumed() throws Exception {
    TestBucket.put(bucket, NAR, "0123456789");
    HttpResponse<byte[]> answer = send(request(NAR).header("Range", "bytes=7-").build());
    assertEquals(206, answer.statusCode());
    assertArrayEquals(TestBucket.bytes("789"), answer.body());
    assertEquals(Optional.of("bytes 7-9/10"), answer.headers().firstValue("Content-Range"));
    assertEquals(416, send(request(NAR).header("Range", "bytes=10-").build()).statusCode());
  }

  @Test
  void anObjectThatIsKnownIsNotSent() throws Exception {
    String etag = '"' + TestBucket.put(bucket, NAR, "x") + '"';
    assertEquals(304, send(request(NAR).header("If-None-Match", etag).build()).statusCode());
  }

  @Test
  void aReaderWritesNothing() throws Exception {
    assertEquals(405, put(NARINFO, TestBucket.bytes("x")).statusCode());
    assertEquals(List.of(), bucket.list(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "POST", "PATCH"})
  void noOtherMethodIsServed(String method) throws Exception {
    assertEquals(405, send(method, NARINFO).statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "manifest.json",
        "status/web.json",
        "nar/",
        "nar/../manifest.json",
        "../manifest.json",
        "%2e%2e/manifest.json",
        "nar/..%2fmanifest.json",
        "/nix-cache-info",
        "team/nix-cache-info",
        "nix-cache-info?versionId=1",
        "nix-cache-info%00",
        "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee.narinfo",
      })
  void whatIsNoKeyOfACacheNeverReachesTheBucket(String key) throws Exception {
    assertEquals(404, send("GET", key).statusCode());
    assertEquals(404, put(key, new byte[1]).statusCode());
    assertEquals(List.of(), server.seen());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nix-cache-info", "/wrong/nix-cache-info", "//nix-cache-info", "/"})
  void whoDoesNotKnowThePathReadsNothing(String path) throws Exception {
    URI wrong = URI.create("http://127.0.0.1:" + store.uri().getPort() + path);
    assertEquals(404, send(HttpRequest.newBuilder(wrong).build()).statusCode());
    assertEquals(List.of(), server.seen());
  }

  @Test
  void aNarinfoIsReadAndLookedFor() throws Exception {
    TestBucket.put(bucket, NARINFO, narInfo(HASH, NAR));
    try (LoopbackStore reading = LoopbackStore.forPull(bucket, Pull.UNKNOWN, Guard.PATH)) {
      assertEquals(200, ask(reading, "HEAD").statusCode());
      HttpResponse<String> answer = ask(reading, "GET");
      assertEquals(200, answer.statusCode());
      assertEquals(narInfo(HASH, NAR), answer.body());
      assertEquals(Optional.of("text/x-nix-narinfo"), answer.headers().firstValue("Content-Type"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data",
        "https://elsewhere.test/nar/1.nar",
        "file:///etc/shadow",
        "../../etc/shadow",
        "/nar/1.nar",
        "manifest.json",
        "nix-cache-info",
        "00000000000000000000000000000000.narinfo",
      })
  void aNarinfoThatLeadsElsewhereIsKeptFromNix(String url) throws Exception {
    TestBucket.put(bucket, NARINFO, narInfo(HASH, url));
    assertKept("URL is \"" + url + "\"");
  }

  @Test
  void aNarinfoOfAnotherPathIsKeptFromNix() throws Exception {
    TestBucket.put(bucket, NARINFO, narInfo("2".repeat(32), NAR));
    assertKept("StorePath is \"/nix/store/" + "2".repeat(32) + "-web\"");
  }

  @Test
  void halfANarinfoIsKeptFromNix() throws Exception {
    TestBucket.put(bucket, NARINFO, narInfo(HASH, NAR).substring(0, 70));
    assertKept("wanted");
  }

  private void assertKept(String reason) throws Exception {
    try (LoopbackStore reading = LoopbackStore.forPull(bucket, Pull.UNKNOWN, Guard.PATH)) {
      assertEquals(403, ask(reading, "GET").statusCode());
      BucketException failure = reading.firstFailure().orElseThrow();
      assertEquals(BucketException.Kind.REFUSED, failure.kind());
      assertTrue(failure.getMessage().contains(reason), failure.getMessage());
      assertTrue(failure.getMessage().contains("reading " + NARINFO), failure.getMessage());
      assertTrue(failure.getMessage().contains("push the path again"), failure.getMessage());
    }
  }

  private HttpResponse<String> ask(LoopbackStore reading, String method) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(reading.uri() + "/" + NARINFO))
            .method(method, BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }

  private static String narInfo(String hash, String url) {
    return """
    StorePath: /nix/store/%s-web
    URL: %s
    NarHash: sha256:%s
    NarSize: 1
    References:\s
    """
        .formatted(hash, url, "1".repeat(52));
  }

  @Test
  void everyStoreHasItsOwnPath() throws Exception {
    assertEquals(44, store.uri().getPath().length());
    try (LoopbackStore other = LoopbackStore.forPull(bucket, Pull.UNKNOWN, Guard.PATH)) {
      assertTrue(!other.uri().getPath().equals(store.uri().getPath()));
    }
  }

  @Test
  void whoDoesNotKnowThePasswordReadsNothing() throws Exception {
    TestBucket.put(bucket, NARINFO, narInfo(HASH, NAR));
    try (LoopbackStore guarded = LoopbackStore.forPull(bucket, Pull.UNKNOWN)) {
      URI uri = URI.create(guarded.uri() + "/" + NARINFO);
      assertEquals(401, send(HttpRequest.newBuilder(uri).build()).statusCode());
      String[] netrc = guarded.netrc().strip().split(" ", -1);
      String pair = netrc[3] + ":" + netrc[5];
      assertEquals(200, send(authorized(uri, pair)).statusCode());
      assertEquals(401, send(authorized(uri, pair + "x")).statusCode());
    }
  }

  @Test
  void whatTheBucketRefusesIsRemembered() throws Exception {
    server.faults().next(1, "GET", NARINFO, new Fault.Status(403, "AccessDenied"));
    HttpResponse<byte[]> answer = send("GET", NARINFO);
    assertEquals(403, answer.statusCode());
    BucketException failure = store.firstFailure().orElseThrow();
    assertEquals(BucketException.Kind.DENIED, failure.kind());
    assertEquals(failure.getMessage() + "\n", new String(answer.body(), StandardCharsets.UTF_8));
    server.faults().next(3, "GET", NARINFO, new Fault.Status(500, "InternalError"));
    assertEquals(502, send("GET", NARINFO).statusCode());
    assertEquals(failure, store.firstFailure().orElseThrow());
  }

  @Test
  void aBucketThatBreaksOffBreaksTheDownloadOff() throws Exception {
    TestBucket.put(bucket, NAR, "0123456789");
    server.faults().next(9, "GET", NAR, new Fault.CutBody(4));
    assertThrows(IOException.class, () -> send("GET", NAR));
    assertEquals(BucketException.Kind.UNREACHABLE, store.firstFailure().orElseThrow().kind());
  }

  @Test
  void aClosedStoreAnswersNobody() {
    URI uri = URI.create(store.uri() + "/" + NARINFO);
    store.close();
    assertThrows(ConnectException.class, () -> send(HttpRequest.newBuilder(uri).build()));
  }

  private HttpResponse<byte[]> put(String key, byte[] body) throws Exception {
    return send(request(key).PUT(BodyPublishers.ofByteArray(body)).build());
  }

  private HttpResponse<byte[]> send(String method, String key) throws Exception {
    return send(request(key).method(method, BodyPublishers.noBody()).build());
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws Exception {
    return client.send(request, BodyHandlers.ofByteArray());
  }

  private HttpRequest.Builder request(String key) {
    return HttpRequest.newBuilder(URI.create(store.uri() + "/" + key));
  }

  private static HttpRequest authorized(URI uri, String pair) {
    String encoded = Base64.getEncoder().encodeToString(TestBucket.bytes(pair));
    return HttpRequest.newBuilder(uri).header("Authorization", "Basic " + encoded).build();
  }
}
