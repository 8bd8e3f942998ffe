package slipway.cache;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// ETags as the API hands them around: without the quotes that HTTP puts around them.
final class Etags {
  private Etags() {}

  /// @param etag null where the server sends none, which is then empty
  static String bare(@Nullable String etag) {
    return etag == null ? "" : unquoted(etag);
  }

  private static String unquoted(String etag) {
    return etag.length() >= 2 && etag.startsWith("\"") && etag.endsWith("\"")
        ? etag.substring(1, etag.length() - 1)
        : etag;
  }

  static String quoted(String etag) {
    return etag.endsWith("\"") ? etag : "\"" + etag + "\"";
  }

  /// The MD5 of these bytes, which an ETag is as long as nobody has reasons for another.
  static String of(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
