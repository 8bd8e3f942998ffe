package slipway.cache;

/// How a write with a [Condition] ended.
public sealed interface Written {
  /// The object is in the bucket with the given bytes and metadata.
  ///
  /// @param etag of the object written, without quotes
  record Done(String etag) implements Written {}

  /// The condition did not hold: someone else wrote first. The bucket is as they left it.
  record Lost() implements Written {}
}
