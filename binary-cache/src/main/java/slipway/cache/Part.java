package slipway.cache;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;
import software.amazon.awssdk.core.sync.RequestBody;

/// A piece of an object in memory, so that it can be sent again.
final class Part {
  private static final byte[] NOTHING = {};

  private final int count;
  private byte[] bytes;

  private Part(byte[] bytes, int count) {
    this.bytes = bytes;
    this.count = count;
  }

  /// Reads until `size` bytes are there or the stream ends.
  static Part read(InputStream content, int size) throws IOException {
    byte[] bytes = new byte[size];
    return new Part(bytes, content.readNBytes(bytes, 0, size));
  }

  int count() {
    return count;
  }

  void copy(int from, byte[] target, int offset, int length) {
    System.arraycopy(bytes, from, target, offset, length);
  }

  /// @param sending is told of every piece that is sent, or taken back
  RequestBody body(LongConsumer sending) {
    Sending content = new Sending(this, sending);
    return RequestBody.fromContentProvider(
        content::fromTheStart, count, "application/octet-stream");
  }

  /// Whether it was stored without the SDK.
  boolean stored(Shortcut shortcut, String key, ContentHeaders headers, LongConsumer sending) {
    return shortcut.put(key, headers, bytes, count, sending);
  }

  /// Gives the memory back, whoever still knows this part.
  void drop() {
    bytes = NOTHING;
  }
}
