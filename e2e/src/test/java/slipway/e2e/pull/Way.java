package slipway.e2e.pull;

/// A way to bring a closure to a host.
public enum Way {
  /// `nix copy --from http://…`, which asks for each path's narinfo and then for archives.
  PLAIN,

  /// The same, with what Nix remembers of all paths but those that are missing.
  PLAIN_WARM,

  /// The deployer, without looking for an index.
  NO_INDEX,

  SLIPWAY
}
