package slipway.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import slipway.cache.testing.EmbeddedS3;
import slipway.cache.testing.Fault;
import slipway.cache.testing.Seen;

/// What Nix uploads through a loopback store.
class ArchivesTest {
  private static final String NARINFO = "0".repeat(32) + ".narinfo";

  private final TestShipment shipment = new TestShipment();
  private EmbeddedS3 server;
  private Bucket bucket;
  private Archives archives;
  private LoopbackStore store;
  private UploadClient client;

  @BeforeEach
  void start() throws Exception {
    server = EmbeddedS3.start().createBucket(TestBucket.NAME);
    bucket = TestBucket.open(server);
    archives = new Archives(bucket, UploadWatch.NONE);
    store = LoopbackStore.forUpload(shipment, archives);
    client = new UploadClient(store);
  }

  @AfterEach
  void stop() {
    store.close();
    archives.close();
    bucket.close();
    server.close();
  }

  @Test
  void anArchiveIsWrittenBelowThePrefix() throws Exception {
    assertEquals(201, client.put(nar(1), TestBucket.bytes("12345")));
    assertEquals(OptionalLong.of(5), archives.await(nar(1)));
    assertEquals(List.of("/releases/team/" + nar(1)), targets("PUT"));
  }

  @Test
  void smallArchivesAreSentSideBySideWhileNixGoesOn() throws Exception {
    server.faults().next(1, "PUT", nar(1), new Fault.Hang(Duration.ofSeconds(1)));
    assertEquals(201, client.put(nar(1), TestBucket.bytes("1")));
    assertEquals(201, client.put(nar(2), TestBucket.bytes("22")));
    assertEquals(OptionalLong.of(2), archives.await(nar(2)));
    assertEquals(1, bucket.list("nar/").size(), "the first one is still on its way");
    assertEquals(OptionalLong.of(1), archives.await(nar(1)));
    assertEquals(2, bucket.list("nar/").size());
  }

  @Test
  void aSmallArchiveThatCannotBeStoredIsToldAndEndsTheUpload() throws Exception {
    server.faults().next(9, "PUT", nar(1), new Fault.Status(403, "AccessDenied"));
    assertEquals(201, client.put(nar(1), TestBucket.bytes("1")));
    BucketException failure = assertThrows(BucketException.class, () -> archives.await(nar(1)));
    assertEquals(BucketException.Kind.DENIED, failure.kind());
    assertEquals(failure, archives.firstFailure().orElseThrow());
    assertEquals(403, client.put(nar(2), TestBucket.bytes("2")));
    assertEquals(List.of(), bucket.list(""));
  }

  @Test
  void whatNixHasNotSentWasThere() throws Exception {
    assertEquals(OptionalLong.empty(), archives.await(nar(1)));
  }

  @Test
  void narinfosAreHandedOnAndNeverWritten() throws Exception {
    assertEquals(201, client.put(NARINFO, TestBucket.bytes("StorePath: x")));
    assertArrayEquals(TestBucket.bytes("StorePath: x"), shipment.taken.get(NARINFO));
    assertEquals(400, client.put(NARINFO, new byte[0]));
    assertEquals(413, client.put(NARINFO, new byte[NarInfo.MAX_BYTES + 1]));
    assertEquals(List.of(), server.seen());
  }

  @Test
  void whatIsThereIsForTheShipmentToSay() throws Exception {
    assertEquals(404, client.ask("GET", NARINFO));
    assertEquals(404, client.ask("HEAD", nar(1)));
    shipment.there.put(NARINFO, TestBucket.bytes("x"));
    shipment.archives.add(nar(1));
    assertEquals(200, client.ask("GET", NARINFO));
    assertEquals(200, client.ask("HEAD", NARINFO));
    assertEquals(200, client.ask("HEAD", nar(1)));
    assertEquals(200, client.ask("GET", "nix-cache-info"));
    assertEquals(405, client.ask("DELETE", nar(1)));
    assertEquals(404, client.ask("GET", "manifest.json"));
    assertEquals(List.of(), server.seen());
  }

  @Test
  void aLargeArchiveIsWrittenInParts() throws Exception {
    byte[] large = LargeBody.bytes(Upload.PART_BYTES + 1);
    assertEquals(201, client.put(nar(1), large));
    assertEquals(
        2, server.seen().stream().filter(it -> it.target().contains("partNumber")).count());
    assertArrayEquals(large, content(nar(1)));
  }

  @Test
  void anArchiveIsWrittenWhoseLengthComesLast() throws Exception {
    byte[] large = LargeBody.bytes(Upload.PART_BYTES + 1);
    var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large));
    assertEquals(201, client.ask("PUT", nar(1), chunked));
    assertArrayEquals(large, content(nar(1)));
  }

  @Test
  void aPartThatFailsLeavesNothingBehind() throws Exception {
    server.faults().next(9, "PUT", "partNumber=2", new Fault.Status(500, "InternalError"));
    assertEquals(502, client.put(nar(1), LargeBody.bytes(Upload.PART_BYTES + 1)));
    assertEquals(0, server.openUploads());
    assertEquals(List.of(), bucket.list(""));
    assertTrue(store.firstFailure().orElseThrow().getMessage().contains("part 2 of " + nar(1)));
  }

  @Test
  void aClientThatBreaksOffLeavesNothingBehind() throws Exception {
    send(nar(1), 2 * Upload.PART_BYTES, Upload.PART_BYTES + 1);
    for (int wait = 0; wait < 500 && targets("DELETE").isEmpty(); wait++) {
      Thread.sleep(20);
    }
    assertEquals(0, server.openUploads());
    assertEquals(List.of(), bucket.list(""));
  }

  @Test
  void halfASmallArchiveIsNotStored() throws Exception {
    send(nar(1), 100, 50);
    CompletableFuture<Void> waiting =
        CompletableFuture.runAsync(() ->
            assertThrows(
                IllegalStateException.class,
                () -> {
                  while (archives.await(nar(1)).isEmpty()) {
                    Thread.sleep(10);
                  }
                }));
    waiting.join();
    assertEquals(List.of(), server.seen());
  }

  private void send(String key, int promised, int sent) throws Exception {
    URI uri = URI.create(store.uri() + "/" + key);
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      String head =
          "PUT %s HTTP/1.1\r\nHost: x\r\nAuthorization: Basic %s\r\nContent-Length: %d\r\n\r\n"
              .formatted(uri.getPath(), client.pair(), promised);
      socket.getOutputStream().write(TestBucket.bytes(head));
      socket.getOutputStream().write(new byte[sent]);
    }
  }

  private byte[] content(String key) throws Exception {
    return assertInstanceOf(Fetched.Found.class, bucket.fetch(key, null, 1 << 24)).body();
  }

  private List<String> targets(String method) {
    return server.seen().stream()
        .filter(request -> request.method().equals(method))
        .map(Seen::target)
        .toList();
  }

  private static String nar(int number) {
    return "nar/" + String.valueOf(number).repeat(52) + ".nar.zst";
  }
}
