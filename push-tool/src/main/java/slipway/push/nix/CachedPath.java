package slipway.push.nix;

import java.nio.charset.StandardCharsets;
import slipway.cache.NarInfo;
import slipway.manifest.StorePath;

/// What the cache has of one path, as a host sees it that trusts our key alone.
sealed interface CachedPath {
  StorePath path();

  /// It can be fetched, and is signed by us.
  ///
  /// @param text of the narinfo; not copied, so not to be written to
  record Whole(StorePath path, byte[] text) implements CachedPath {}

  /// There is no narinfo.
  record Absent(StorePath path) implements CachedPath {}

  /// There is a narinfo, and what it names is not there, or not whole: a rule of the bucket has
  /// deleted it, for example. Nix would trust the narinfo and not upload the path.
  ///
  /// @param etag of the narinfo
  /// @param narKey the object that the narinfo names
  /// @param problem what is wrong with that
  record Broken(StorePath path, String etag, String narKey, String problem) implements CachedPath {}

  /// It can be fetched, and lacks our signature. Nix does not upload what is there already, whoever
  /// put it there.
  ///
  /// @param text of the narinfo; not copied, so not to be written to
  /// @param etag of the narinfo
  record Unsigned(StorePath path, NarInfo narInfo, byte[] text, String etag) implements CachedPath {
    /// The same narinfo with one more signature.
    byte[] withSignature(String signature) {
      String before = new String(text, StandardCharsets.UTF_8);
      String line = (before.endsWith("\n") ? "" : "\n") + "Sig: " + signature + "\n";
      return (before + line).getBytes(StandardCharsets.UTF_8);
    }
  }
}
