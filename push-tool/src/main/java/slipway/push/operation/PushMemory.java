package slipway.push.operation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import slipway.manifest.NixSecretKey;
import slipway.manifest.StorePath;

/// What this machine remembers of its pushes to one cache. It may be of another time, or nothing:
/// it says where to look first, and what the cache has is compared with it.
public interface PushMemory {
  /// What was pushed last, newest first.
  List<StorePath> recent();

  /// The closure index of one of these as it was made here.
  ///
  /// @param key signed every narinfo in it; empty where it is not known that this key has
  Optional<byte[]> index(StorePath top, NixSecretKey key);

  void remember(Map<StorePath, byte[]> indexes, NixSecretKey key);
}
