package slipway.e2e.pull;

/// A way to bring a closure to a bucket.
public enum PushWay {
  /// `nix copy --to http://…`, which asks for each path's narinfo and then sends what is missing.
  PLAIN,

  /// The same on a machine that has pushed the release before: Nix remembers for 30 days what was
  /// there.
  PLAIN_AGAIN,

  /// `slipway cache push`, the whole process, on a machine that has pushed the release before.
  SLIPWAY,

  /// The same on a machine that remembers nothing.
  SLIPWAY_ANEW
}
