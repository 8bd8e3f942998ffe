package slipway.e2e.pull;

/// A way to bring a closure to a bucket.
public enum PushWay {
  /// `nix copy --to http://…`, which asks for each path's narinfo and then sends what is missing.
  PLAIN,

  /// `slipway cache push`, the whole process.
  SLIPWAY
}
