package slipway.cache.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/// An answer that has not been sent yet, so that a fault can still spoil it.
///
/// @param length of the body; what a HEAD only announces is in the headers instead
record S3Response(int status, Map<String, String> headers, InputStream body, long length)
    implements AutoCloseable {
  static S3Response empty(int status) {
    return new S3Response(status, Map.of(), InputStream.nullInputStream(), 0);
  }

  static S3Response xml(int status, String document) {
    byte[] bytes = Xml.bytes(document);
    return new S3Response(
        status,
        Map.of("Content-Type", "application/xml"),
        new ByteArrayInputStream(bytes),
        bytes.length);
  }

  S3Response with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new S3Response(status, more, body, length);
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
