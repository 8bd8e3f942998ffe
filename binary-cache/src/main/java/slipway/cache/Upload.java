package slipway.cache;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;
import java.util.function.LongConsumer;
import software.amazon.awssdk.core.exception.SdkException;

/// Writes one object of any size, holding as many parts of it at a time as it gets turns.
///
/// An object that fits in a part is one PUT. A larger one is a multipart upload, which is aborted
/// where any of it fails, so that a broken upload leaves neither an object nor parts that cost
/// money.
///
/// @param turns how many parts may be in memory at once, over all uploads that share it
/// @param sending is told of every piece that is sent, or taken back
record Upload(S3 s3, String key, ContentHeaders headers, Semaphore turns, LongConsumer sending) {
  /// A round size above the protocol's minimum of 5 MiB. All parts have it but the last, as R2
  /// demands.
  static final int PART_BYTES = 8 << 20;

  private static final int MOST_PARTS = 10_000;

  /// What may be on its way at once besides this one, and share its line.
  private static final int IN_FLIGHT_BYTES = 32 << 20;

  /// Stores the stream under the key, replacing what is there.
  ///
  /// @param length how much the stream holds, -1 where that is not known
  /// @return bytes stored
  /// @throws IOException where `content` broke off; nothing is stored then
  long store(InputStream content, long length) throws IOException, BucketException {
    if (length > (long) MOST_PARTS * PART_BYTES) {
      throw tooLarge();
    }
    takeTurn();
    Part first;
    try {
      first = read(content, 0, length);
    } catch (IOException | RuntimeException e) {
      turns.release();
      throw e;
    }
    if (!isLast(first, 0, length)) {
      return storeParts(first, content, length);
    }
    try {
      put(first);
      return first.count();
    } finally {
      turns.release();
    }
  }

  /// @param first has taken its turn
  private long storeParts(Part first, InputStream content, long length)
      throws IOException, BucketException {
    MultipartUpload upload;
    try {
      upload = MultipartUpload.start(s3, key, headers, sending);
    } catch (BucketException | RuntimeException e) {
      turns.release();
      throw e;
    }
    try {
      // Closed before the upload is aborted, or a part could arrive after that.
      try (PartsOnTheWay parts = new PartsOnTheWay(upload)) {
        parts.send(first, turns::release);
        sendRest(parts, first.count(), content, length);
        parts.await();
      }
      upload.complete();
      return upload.bytes();
    } catch (IOException | BucketException | RuntimeException e) {
      upload.abort(e);
      throw e;
    }
  }

  private void sendRest(PartsOnTheWay parts, long first, InputStream content, long length)
      throws IOException, BucketException {
    long before = first;
    boolean more = true;
    for (int number = 2; more && !parts.hasFailed(); number++) {
      if (number > MOST_PARTS) {
        throw tooLarge();
      }
      takeTurn();
      Part next;
      try {
        next = read(content, before, length);
      } catch (IOException | RuntimeException e) {
        turns.release();
        throw e;
      }
      more = !isLast(next, before, length);
      before += next.count();
      if (next.count() > 0) {
        parts.send(next, turns::release);
      } else {
        turns.release();
      }
    }
  }

  private void put(Part whole) throws BucketException {
    if (s3.shortcut().isPresent() && whole.stored(s3.shortcut().get(), key, headers, sending)) {
      return;
    }
    try {
      s3.client()
          .putObject(
              request ->
                  request
                      .bucket(s3.bucket())
                      .key(s3.key(key))
                      .contentType(headers.type())
                      .contentEncoding(headers.encoding())
                      .overrideConfiguration(
                          call -> call.apiCallTimeout(s3.timeouts().callWith(IN_FLIGHT_BYTES))),
              whole.body(sending));
    } catch (SdkException e) {
      throw s3.failures().of("writing " + key, e);
    }
  }

  private static Part read(InputStream content, long before, long length) throws IOException {
    int wanted = length < 0 ? PART_BYTES : (int) Math.min(PART_BYTES, length - before);
    Part part = Part.read(content, wanted);
    if (length >= 0 && part.count() < wanted) {
      throw new EOFException("got " + (before + part.count()) + " of " + length + " bytes");
    }
    return part;
  }

  private static boolean isLast(Part part, long before, long length) {
    return length < 0 ? part.count() < PART_BYTES : before + part.count() == length;
  }

  private void takeTurn() throws InterruptedIOException {
    try {
      turns.acquire();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped before all of " + key + " was stored");
    }
  }

  private BucketException tooLarge() {
    return s3.failures()
        .tooLarge(
            "writing " + key,
            "it is larger than " + MOST_PARTS + " parts of " + PART_BYTES + " bytes");
  }
}
