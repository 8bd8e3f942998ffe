package slipway.e2e.pull;

/// A way to bring a closure to a host.
enum Way {
  /// `nix copy --from http://…`, which asks for each path's narinfo and then for archives.
  PLAIN("plain nix copy"),

  /// The same, with what Nix remembers of all paths but those that are missing.
  PLAIN_WARM("plain, narinfos known"),

  /// The deployer, without looking for an index.
  NO_INDEX("slipway, no index"),

  SLIPWAY("slipway");

  private final String title;

  Way(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
