package slipway.cache;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/// Writes what [ClosureIndexReader] reads.
final class ClosureIndexWriter {
  private ClosureIndexWriter() {}

  static Optional<byte[]> write(List<byte[]> narInfos) {
    byte[] text = text(narInfos);
    if (narInfos.size() > ClosureIndex.MAX_PATHS || text.length > ClosureIndex.MAX_TEXT_BYTES) {
      return Optional.empty();
    }
    return Optional.of(compressed(text)).filter(it -> it.length <= ClosureIndex.MAX_BYTES);
  }

  private static byte[] text(List<byte[]> narInfos) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    line(text, ClosureIndex.HEAD);
    for (byte[] narInfo : narInfos) {
      line(text, hash(narInfo) + " " + narInfo.length);
      text.writeBytes(narInfo);
    }
    line(text, ClosureIndex.END + " " + narInfos.size());
    return text.toByteArray();
  }

  private static String hash(byte[] narInfo) {
    return NarInfoLines.entry(narInfo)
        .orElseThrow(() -> new IllegalArgumentException("not a narinfo"))
        .path()
        .hash();
  }

  private static void line(ByteArrayOutputStream text, String line) {
    text.writeBytes((line + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] compressed(byte[] text) {
    ByteArrayOutputStream object = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(object)) {
      gzip.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return object.toByteArray();
  }
}
