package slipway.cache;

import java.time.Instant;

/// An object, but for its content.
///
/// @param key relative to the prefix of the bucket's settings
/// @param size in bytes
/// @param etag without quotes
/// @param lastModified by the provider's clock
public record ObjectInfo(String key, long size, String etag, Instant lastModified) {}
