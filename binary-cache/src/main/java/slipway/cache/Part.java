package slipway.cache;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;
import software.amazon.awssdk.core.sync.RequestBody;

/// A piece of an object in memory, so that it can be sent again.
///
/// @param count of the bytes, from the start, that are filled
record Part(byte[] bytes, int count) {
  /// Reads until `size` bytes are there or the stream ends.
  static Part read(InputStream content, int size) throws IOException {
    byte[] bytes = new byte[size];
    return new Part(bytes, content.readNBytes(bytes, 0, size));
  }

  /// @param sending is told of every piece that is sent, or taken back
  RequestBody body(LongConsumer sending) {
    Sending content = new Sending(this, sending);
    return RequestBody.fromContentProvider(
        content::fromTheStart, count, "application/octet-stream");
  }
}
