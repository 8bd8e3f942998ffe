package slipway.cache;

import java.time.Instant;

/// An object, but for its content.
///
/// @param key relative to the prefix of the bucket's settings
/// @param size in bytes
/// @param etag without quotes
/// @param lastModified by the provider's clock
public record ObjectInfo(String key, long size, String etag, Instant lastModified) {
  /// What the ETag of an object with these bytes is: their MD5. So it is with every provider, but
  /// where objects are encrypted with keys of one's own, or were sent in parts.
  public static String etagOf(byte[] body) {
    return Etags.of(body);
  }
}
