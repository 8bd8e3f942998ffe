package slipway.cache;

/// What a client of a [LoopbackStore] may do.
public enum Access {
  READ,
  READ_WRITE
}
