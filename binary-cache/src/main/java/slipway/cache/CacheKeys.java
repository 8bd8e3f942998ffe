package slipway.cache;

import java.util.regex.Pattern;

/// The keys of a Nix binary cache. Nothing else in the bucket can be reached through a
/// [LoopbackStore]: manifests and status reports stay out of Nix's reach.
final class CacheKeys {
  static final String INFO = "nix-cache-info";

  /// Source: Nix, `binary-cache-store.cc`: store path hashes are 32 digits of Nix's base 32, and a
  /// NAR is named by its file hash.
  private static final Pattern ALLOWED =
      Pattern.compile(
          INFO + "|[0-9a-df-np-sv-z]{32}\\.narinfo|nar/[0-9a-z]{32,64}\\.nar(\\.[a-z0-9]{2,5})?");

  private CacheKeys() {}

  static boolean allow(String key) {
    return ALLOWED.matcher(key).matches();
  }
}
