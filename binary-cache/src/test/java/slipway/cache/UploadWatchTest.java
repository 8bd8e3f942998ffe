package slipway.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import slipway.cache.testing.EmbeddedS3;
import slipway.cache.testing.Fault;
import slipway.cache.testing.Seen;

/// What somebody learns who watches an upload through a loopback store.
class UploadWatchTest {
  private static final String NARINFO = "00000000000000000000000000000000.narinfo";
  private static final String NAR =
      "nar/1111111111111111111111111111111111111111111111111111.nar.zst";

  private final Watched watched = new Watched();
  private EmbeddedS3 server;
  private Bucket bucket;

  @BeforeEach
  void start() throws Exception {
    server = EmbeddedS3.start().createBucket(TestBucket.NAME);
    bucket = TestBucket.open(server);
  }

  @AfterEach
  void stop() {
    bucket.close();
    server.close();
  }

  @Test
  void everyByteOfALargeObjectIsToldOnce() throws Exception {
    byte[] large = LargeBody.bytes(Upload.PART_BYTES + 1000);
    try (LoopbackStore store = LoopbackStore.forUpload(bucket, Set.of(), watched)) {
      assertEquals(201, put(store, NAR, large));
    }
    assertEquals(large.length, watched.sent.get());
    assertEquals(List.of(NAR + " " + large.length), watched.stored);
  }

  @Test
  void partsOfALargeObjectAreSentSideBySide() throws Exception {
    byte[] large = LargeBody.bytes(4 * Upload.PART_BYTES);
    server.faults().next(1, "PUT", "partNumber=1", new Fault.Hang(Duration.ofSeconds(1)));
    try (LoopbackStore store = LoopbackStore.forUpload(bucket, Set.of(), watched)) {
      assertEquals(201, put(store, NAR, large));
    }
    List<String> answered =
        server.seen().stream().map(Seen::target).filter(it -> it.contains("partNumber=")).toList();
    assertTrue(answered.getLast().contains("partNumber=1"), answered::toString);
    assertEquals(large.length, watched.sent.get());
    assertEquals(0, server.openUploads());
  }

  @Test
  void aStoreThatIsClosedInTheMiddleTakesItsPartsBack() throws Exception {
    server.faults().next(9, "PUT", "partNumber=2", new Fault.Hang(Duration.ofSeconds(20)));
    LoopbackStore store = LoopbackStore.forUpload(bucket, Set.of(), watched);
    Thread client =
        Thread.ofVirtual()
            .start(() ->
                assertThrows(
                    IOException.class,
                    () -> put(store, NAR, LargeBody.bytes(2 * Upload.PART_BYTES))));
    while (server.seen().stream().noneMatch(it -> it.target().contains("partNumber=1"))) {
      Thread.sleep(10);
    }
    store.close();
    assertEquals(0, server.openUploads());
    client.join();
  }

  @Test
  void whatIsSentAgainCountsOnce() throws Exception {
    server.faults().next(1, "PUT", NAR, new Fault.DoneThenCut());
    try (LoopbackStore store = LoopbackStore.forUpload(bucket, Set.of(), watched)) {
      assertEquals(201, put(store, NAR, new byte[5000]));
    }
    assertEquals(5000, watched.sent.get());
    assertEquals(List.of(NAR + " 5000"), watched.stored);
  }

  @Test
  void whatIsToBeWrittenAnewLooksAbsentUntilItIsWritten() throws Exception {
    TestBucket.put(bucket, NARINFO, "broken");
    try (LoopbackStore store = LoopbackStore.forUpload(bucket, Set.of(NARINFO), watched)) {
      assertEquals(404, ask(store, "GET", NARINFO, new byte[0]));
      assertEquals(404, ask(store, "HEAD", NARINFO, new byte[0]));
      assertEquals(201, put(store, NARINFO, TestBucket.bytes("whole")));
      assertEquals(200, ask(store, "GET", NARINFO, new byte[0]));
    }
  }

  private static int put(LoopbackStore store, String key, byte[] body) throws Exception {
    return ask(store, "PUT", key, body);
  }

  private static int ask(LoopbackStore store, String method, String key, byte[] body)
      throws Exception {
    String[] netrc = store.netrc().strip().split(" ", -1);
    String pair = Base64.getEncoder().encodeToString(TestBucket.bytes(netrc[3] + ":" + netrc[5]));
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(store.uri() + "/" + key))
              .header("Authorization", "Basic " + pair)
              .method(method, BodyPublishers.ofByteArray(body))
              .build();
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  private static final class Watched implements UploadWatch {
    private final AtomicLong sent = new AtomicLong();
    private final List<String> stored = new CopyOnWriteArrayList<>();

    @Override
    public void sending(long bytes) {
      sent.addAndGet(bytes);
    }

    @Override
    public void stored(String key, long bytes) {
      stored.add(key + " " + bytes);
    }
  }
}
