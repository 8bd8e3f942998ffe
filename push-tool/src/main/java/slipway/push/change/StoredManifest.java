package slipway.push.change;

import org.jspecify.annotations.Nullable;

/// A manifest as it lies in the bucket, from anyone. Bytes, ETag and signature came in one answer.
///
/// @param where the object as it is shown to people
/// @param signature the object's `signature` metadata; null where it has none
public record StoredManifest(String where, byte[] bytes, String etag, @Nullable String signature) {}
