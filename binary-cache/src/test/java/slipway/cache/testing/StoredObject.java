package slipway.cache.testing;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// An object in a bucket.
///
/// @param etag without quotes
/// @param described the headers that are stored with it and come back with it
record StoredObject(
    Path file, long size, String etag, Instant modified, Map<String, String> described) {
  /// The headers of a request that belong to the object.
  static Map<String, String> described(S3Request request) {
    Map<String, String> kept = new TreeMap<>();
    request
        .headers()
        .forEach((name, values) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (lower.startsWith("x-amz-meta-")
              || lower.equals("content-type")
              || lower.equals("content-encoding")
              || lower.equals("cache-control")) {
            kept.put(lower, String.join(",", values));
          }
        });
    return Map.copyOf(kept);
  }
}
