package slipway.cache.testing;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/// Percent-encoding as SigV4 defines it: everything but unreserved characters, space as `%20`.
final class Percent {
  private static final String UNRESERVED = "-._~";

  private Percent() {}

  static String decode(String encoded) {
    return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  static String encode(String text) {
    return encode(text, UNRESERVED);
  }

  static String encodePath(String path) {
    return encode(path, UNRESERVED + "/");
  }

  private static String encode(String text, String kept) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (plain || kept.indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append(String.format("%%%02X", (int) c));
      }
    }
    return encoded.toString();
  }
}
