package slipway.cache;

import java.time.Instant;

/// An object, but for its content.
///
/// @param key relative to the prefix of the bucket's settings
/// @param size in bytes
/// @param etag without quotes
/// @param lastModified by the provider's clock
public record ObjectInfo(String key, long size, String etag, Instant lastModified) {
  /// Whether the object is known to have these bytes: its ETag is their MD5. So it is with every
  /// provider, but where objects are encrypted with keys of one's own, or were sent in parts.
  public boolean isKnownToBe(byte[] body) {
    return Etags.of(body).equalsIgnoreCase(etag);
  }
}
