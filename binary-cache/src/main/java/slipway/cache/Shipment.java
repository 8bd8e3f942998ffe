package slipway.cache;

import java.util.Optional;

/// What one `nix copy` into a cache is about. Its archives go to the bucket by themselves; what
/// becomes of its narinfos is for whoever holds this. Asked and told from many threads.
public interface Shipment {
  /// What Nix is to read as the narinfo of that key; empty where it is to send the path.
  Optional<byte[]> narInfo(String key);

  /// Whether the archive of that key is in the bucket, so that Nix need not send it.
  boolean hasArchive(String key);

  /// Nix has sent the narinfo of that key. It has sent the archive before, which may still be on
  /// its way.
  ///
  /// @return what is wrong with the narinfo; empty where nothing is
  Optional<String> take(String key, byte[] narInfo);
}
