package slipway.push.nix;

import java.util.List;
import slipway.cache.Bucket;
import slipway.manifest.NixSecretKey;
import slipway.manifest.StorePath;
import slipway.push.outcome.Failure;

/// Closures in a cache, as tests look at them.
final class CachedClosures {
  private CachedClosures() {}

  /// Each path is asked for.
  static CachedClosure asked(Bucket cache, NixSecretKey key) {
    try {
      return with(cache, key, Inventory.read(cache, () -> 0), List.of(), List.of());
    } catch (Failure e) {
      throw new IllegalStateException(e);
    }
  }

  /// What a listing and the indexes say is not asked for.
  static CachedClosure listed(
      Bucket cache, NixSecretKey key, StorePath top, List<StorePath> closure) throws Failure {
    return with(cache, key, Inventory.read(cache, () -> 4), List.of(top), closure);
  }

  private static CachedClosure with(
      Bucket cache,
      NixSecretKey key,
      Inventory inventory,
      List<StorePath> tops,
      List<StorePath> closure)
      throws Failure {
    IndexedTexts texts = IndexedTexts.guessed(cache, key, tops, List.of());
    texts.read(cache, key, tops, inventory.indexes(), closure);
    return new CachedClosure(cache, key, inventory, texts);
  }
}
