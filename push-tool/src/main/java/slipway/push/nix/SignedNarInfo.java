package slipway.push.nix;

import slipway.manifest.StorePath;

/// A narinfo in the cache that has our signature.
///
/// @param text as the cache has it; not copied, so not to be written to
record SignedNarInfo(StorePath path, byte[] text) {
  static SignedNarInfo of(CachedPath.Whole path) {
    return new SignedNarInfo(path.path(), path.text());
  }
}
