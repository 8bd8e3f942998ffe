package slipway.push.nix;

import slipway.cache.NarInfo;

/// A narinfo in the cache that has our signature.
///
/// @param text as the cache has it; not copied, so not to be written to
record SignedNarInfo(NarInfo narInfo, byte[] text) {
  static SignedNarInfo of(CachedPath.Whole path) {
    return new SignedNarInfo(path.narInfo(), path.object().body());
  }
}
