package slipway.push.nix;

import java.util.Arrays;
import slipway.manifest.StorePath;

/// A narinfo in the cache that has our signature.
///
/// @param text as the cache has it; not copied, so not to be written to
record SignedNarInfo(StorePath path, byte[] text) {
  // By hand: what the compiler writes for a record is made up of method handles when it is first
  // called, which takes longer than a request.
  @Override
  public boolean equals(Object other) {
    return other instanceof SignedNarInfo that
        && path.equals(that.path)
        && Arrays.equals(text, that.text);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }

  static SignedNarInfo of(CachedPath.Whole path) {
    return new SignedNarInfo(path.path(), path.text());
  }
}
