package slipway.cache;

import java.io.InputStream;
import java.util.SplittableRandom;

/// Bytes that do not repeat, of any length and without holding them.
final class LargeBody extends InputStream {
  private final long length;
  private long position;

  LargeBody(long length) {
    this.length = length;
  }

  static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new SplittableRandom(length).nextBytes(bytes);
    return bytes;
  }

  static int at(long position) {
    long mixed = position * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 56);
  }

  @Override
  public int read() {
    return position < length ? at(position++) : -1;
  }

  @Override
  public int read(byte[] into, int offset, int count) {
    int filled = (int) Math.min(count, length - position);
    for (int i = 0; i < filled; i++) {
      into[offset + i] = (byte) at(position + i);
    }
    position += filled;
    return filled == 0 && count > 0 ? -1 : filled;
  }
}
