package slipway.cache;

/// Whether a bucket refuses a write whose [Condition] does not hold, which not every provider does.
/// Where it does not, two writers can overwrite each other unseen.
public sealed interface ConditionalWrites {
  /// It refuses them.
  record Kept() implements ConditionalWrites {}

  /// It took one that it had to refuse, or does not know the request.
  ///
  /// @param found what it did, for people
  record Lacking(String found) implements ConditionalWrites {}
}
