package slipway.cache;

import java.time.Instant;
import java.util.Map;

/// What a conditional read brought back.
public sealed interface Fetched {
  /// The object as it is now. Body, ETag and metadata belong together: they come from one response.
  ///
  /// @param body the bytes; not copied, so not to be written to
  /// @param etag without quotes, as [Condition.IfMatch] takes it
  /// @param metadata user metadata, names in lower case without `x-amz-meta-`
  /// @param lastModified by the provider's clock; the epoch where it does not say
  record Found(byte[] body, String etag, Map<String, String> metadata, Instant lastModified)
      implements Fetched {
    public Found {
      metadata = Map.copyOf(metadata);
    }

    /// Whether the ETag is known to be that of this body: its MD5. So it is with every provider,
    /// but where objects are encrypted with keys of one's own, or were sent in parts.
    public boolean isNamedByItsEtag() {
      return Etags.of(body).equalsIgnoreCase(etag);
    }
  }

  /// The object still is the one that the caller knows.
  record NotModified() implements Fetched {}

  /// There is no such object, in a bucket that exists and may be read.
  record Missing() implements Fetched {}
}
