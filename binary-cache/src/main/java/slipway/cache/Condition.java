package slipway.cache;

import java.util.Map;

/// What must hold in the bucket at the moment of a write.
public sealed interface Condition {
  /// The headers that say so, by their names in lower case.
  Map<String, String> headers();

  /// Nothing: whatever is there is replaced.
  record Always() implements Condition {
    @Override
    public Map<String, String> headers() {
      return Map.of();
    }
  }

  /// The object does not exist.
  record IfAbsent() implements Condition {
    @Override
    public Map<String, String> headers() {
      return Map.of("if-none-match", "*");
    }
  }

  /// The object is the one with this ETag.
  ///
  /// @param etag as [Fetched.Found] gave it; quotes around it are dropped, since older Ceph
  ///   compares literally
  record IfMatch(String etag) implements Condition {
    public IfMatch {
      etag = Etags.bare(etag);
    }

    @Override
    public Map<String, String> headers() {
      return Map.of("if-match", etag);
    }
  }
}
