package slipway.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/// What a [Bucket] promises about objects that are too large to be held, after all that
/// [ObjectStoreContract] asks.
public abstract class StreamContract extends ObjectStoreContract {
  private static final byte[] LARGE = LargeBody.bytes(2 * Upload.PART_BYTES + 3);

  @Test
  void aLargeObjectGoesInPartsAndComesBackWhole() throws Exception {
    assertEquals(LARGE.length, upload("large", new ByteArrayInputStream(LARGE), LARGE.length));
    assertArrayEquals(LARGE, read("large", null));
    ObjectHeaders head = bucket().streams().head("large").orElseThrow();
    assertEquals(LARGE.length, head.length());
    assertEquals(Optional.of("application/x-nix-nar"), head.contentType());
  }

  @Test
  void anObjectOfUnknownLengthIsStoredToo() throws Exception {
    for (int length : new int[] {0, 5, Upload.PART_BYTES, Upload.PART_BYTES + 1}) {
      byte[] part = Arrays.copyOf(LARGE, length);
      assertEquals(length, upload("unknown", new ByteArrayInputStream(part), -1));
      assertArrayEquals(part, read("unknown", null));
    }
  }

  @Test
  void anUploadThatBreaksOffLeavesNoObject() throws Exception {
    InputStream broken =
        new SequenceInputStream(new ByteArrayInputStream(LARGE), new BrokenStream());
    assertThrows(IOException.class, () -> upload("broken", broken, -1));
    assertThrows(
        EOFException.class,
        () -> upload("broken", new ByteArrayInputStream(LARGE), LARGE.length + 1));
    assertThrows(
        EOFException.class, () -> upload("broken", new ByteArrayInputStream(new byte[3]), 4));
    assertTrue(bucket().streams().head("broken").isEmpty());
  }

  @Test
  void aRangeIsReadAlone() throws Exception {
    byte[] ten = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    upload("ten", new ByteArrayInputStream(ten), 10);
    assertArrayEquals(new byte[] {7, 8, 9}, read("ten", "bytes=7-"));
    assertArrayEquals(new byte[] {0, 1}, read("ten", "bytes=0-1"));
    assertInstanceOf(Opened.NoSuchRange.class, bucket().streams().open("ten", "bytes=10-", null));
    try (Opened.Body body = body(bucket().streams().open("ten", "bytes=2-3", null))) {
      assertEquals(Optional.of("bytes 2-3/10"), body.headers().contentRange());
    }
  }

  @Test
  void anObjectThatIsKnownIsNotOpened() throws Exception {
    upload("it", new ByteArrayInputStream(new byte[1]), 1);
    String etag = bucket().streams().head("it").orElseThrow().etag();
    assertInstanceOf(
        Opened.NotModified.class, bucket().streams().open("it", null, Etags.quoted(etag)));
  }

  protected final long upload(String key, InputStream content, long length)
      throws IOException, BucketException {
    ContentHeaders headers = new ContentHeaders("application/x-nix-nar", null);
    return bucket()
        .streams()
        .upload(key, headers, new Semaphore(1), _ -> {})
        .store(content, length);
  }

  private byte[] read(String key, String range) throws IOException, BucketException {
    try (Opened.Body body = body(bucket().streams().open(key, range, null))) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      body.copyTo(bytes, _ -> {});
      return bytes.toByteArray();
    }
  }

  private static Opened.Body body(Opened opened) {
    return assertInstanceOf(Opened.Body.class, opened);
  }

  private static final class BrokenStream extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("broken on purpose");
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
      return read();
    }
  }
}
