package slipway.cache;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream that looks at each read of several bytes, and reads one byte in the same way.
abstract class ArrayReads extends FilterInputStream {
  ArrayReads(InputStream in) {
    super(in);
  }

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public abstract int read(byte[] target, int offset, int length) throws IOException;
}
