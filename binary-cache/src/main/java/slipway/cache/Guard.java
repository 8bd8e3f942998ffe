package slipway.cache;

/// What a client of a [LoopbackStore] must know.
public enum Guard {
  /// The random path. It stands in the arguments of `nix copy`, where every user of the machine can
  /// read it while that runs.
  PATH,
  /// The random path and a password, which Nix reads from the file named by its setting
  /// `netrc-file`; see [LoopbackStore#netrc].
  PATH_AND_PASSWORD
}
