package slipway.cache;

/// What must hold in the bucket at the moment of a write.
public sealed interface Condition {
  /// Nothing: whatever is there is replaced.
  record Always() implements Condition {}

  /// The object does not exist.
  record IfAbsent() implements Condition {}

  /// The object is the one with this ETag.
  ///
  /// @param etag as [Fetched.Found] gave it; quotes around it are dropped, since older Ceph
  ///   compares literally
  record IfMatch(String etag) implements Condition {
    public IfMatch {
      etag = Etags.bare(etag);
    }
  }
}
