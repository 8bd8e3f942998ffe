package slipway.cache;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.LongConsumer;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// How opening an object for reading ended.
sealed interface Opened {
  record NotModified() implements Opened {}

  record Missing() implements Opened {}

  /// The object has no such range.
  record NoSuchRange() implements Opened {}

  /// An object that was read whole, before it was asked for.
  ///
  /// @param bytes not copied, so not to be written to
  record Held(ObjectHeaders headers, byte[] bytes) implements Opened {}

  /// An object whose body has yet to be read. Holds a connection until it is closed.
  final class Body implements Opened, AutoCloseable {
    private static final int COPY_BYTES = 64 << 10;

    private final String key;
    private final ObjectHeaders headers;
    private final ResponseInputStream<GetObjectResponse> content;
    private final PacedStream paced;
    private final Failures failures;
    private boolean complete;

    Body(String key, ObjectHeaders headers, ResponseInputStream<GetObjectResponse> content, S3 s3) {
      this.key = key;
      this.headers = headers;
      this.content = content;
      this.paced = new PacedStream(content, s3.timeouts().read());
      this.failures = s3.failures();
    }

    ObjectHeaders headers() {
      return headers;
    }

    /// @param moved told of every piece that was passed on
    /// @throws BucketException where the bucket's side broke off
    /// @throws IOException where `target` did
    void copyTo(OutputStream target, LongConsumer moved) throws IOException, BucketException {
      byte[] piece = new byte[COPY_BYTES];
      long left = headers.length();
      while (left > 0) {
        int count = read(piece);
        if (count < 0) {
          throw failures.cut("reading " + key, new IOException(left + " bytes are missing"));
        }
        target.write(piece, 0, count);
        moved.accept(count);
        left -= count;
      }
      complete = true;
    }

    private int read(byte[] piece) throws BucketException {
      try {
        return paced.read(piece);
      } catch (IOException e) {
        throw failures.cut("reading " + key, e);
      }
    }

    /// A body that was read to its end gives its connection back. Any other is cut off, because
    /// closing would first read what may be gigabytes.
    @Override
    public void close() throws IOException {
      if (!complete) {
        content.abort();
      }
      content.close();
    }
  }
}
