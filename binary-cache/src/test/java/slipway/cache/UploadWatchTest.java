package slipway.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
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
    put(large);
    assertEquals(large.length, watched.sent.get());
    assertEquals(List.of(NAR + " " + large.length), watched.stored);
  }

  @Test
  void partsOfALargeObjectAreSentSideBySide() throws Exception {
    byte[] large = LargeBody.bytes(4 * Upload.PART_BYTES);
    server.faults().next(1, "PUT", "partNumber=1", new Fault.Hang(Duration.ofSeconds(1)));
    put(large);
    List<String> answered =
        server.seen().stream().map(Seen::target).filter(it -> it.contains("partNumber=")).toList();
    assertTrue(answered.getLast().contains("partNumber=1"), answered::toString);
    assertEquals(large.length, watched.sent.get());
    assertEquals(0, server.openUploads());
  }

  @Test
  void aStoreThatIsClosedInTheMiddleTakesItsPartsBack() throws Exception {
    server.faults().next(9, "PUT", "partNumber=2", new Fault.Hang(Duration.ofSeconds(20)));
    Archives archives = new Archives(bucket, watched);
    LoopbackStore store = LoopbackStore.forUpload(new TestShipment(), archives);
    Thread client =
        Thread.ofVirtual()
            .start(() ->
                assertThrows(
                    IOException.class,
                    () ->
                        new UploadClient(store).put(NAR, LargeBody.bytes(2 * Upload.PART_BYTES))));
    while (server.seen().stream().noneMatch(it -> it.target().contains("partNumber=1"))) {
      Thread.sleep(10);
    }
    store.close();
    archives.close();
    assertEquals(0, server.openUploads());
    client.join();
  }

  @Test
  void whatIsSentAgainCountsOnce() throws Exception {
    server.faults().next(1, "PUT", NAR, new Fault.DoneThenCut());
    put(new byte[5000]);
    assertEquals(5000, watched.sent.get());
    assertEquals(List.of(NAR + " 5000"), watched.stored);
  }

  private void put(byte[] body) throws Exception {
    try (Archives archives = new Archives(bucket, watched);
        LoopbackStore store = LoopbackStore.forUpload(new TestShipment(), archives)) {
      assertEquals(201, new UploadClient(store).put(NAR, body));
      assertEquals(OptionalLong.of(body.length), archives.await(NAR));
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
