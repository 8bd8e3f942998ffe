package slipway.push.nix;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import slipway.cache.Bucket;
import slipway.manifest.NixSecretKey;
import slipway.manifest.StorePath;
import slipway.push.operation.PushMemory;
import slipway.push.outcome.Failure;

/// Closures in a cache, as tests look at them.
final class CachedClosures {
  private static final PushMemory NOTHING = memory(Map.of());

  private CachedClosures() {}

  /// A memory of these indexes.
  static PushMemory memory(Map<StorePath, byte[]> indexes) {
    return new PushMemory() {
      @Override
      public List<StorePath> recent() {
        return List.copyOf(indexes.keySet());
      }

      @Override
      public Optional<byte[]> index(StorePath top, NixSecretKey key) {
        return Optional.ofNullable(indexes.get(top));
      }

      @Override
      public void remember(Map<StorePath, byte[]> made, NixSecretKey key) {
        throw new UnsupportedOperationException();
      }
    };
  }

  /// Each path is asked for.
  static CachedClosure asked(Bucket cache, NixSecretKey key) {
    try {
      return with(cache, key, Inventory.read(cache, () -> 0), List.of(), List.of(), NOTHING);
    } catch (Failure e) {
      throw new IllegalStateException(e);
    }
  }

  /// What a listing and the indexes say is not asked for.
  static CachedClosure listed(
      Bucket cache, NixSecretKey key, StorePath top, List<StorePath> closure) throws Failure {
    return listed(cache, key, top, closure, NOTHING);
  }

  static CachedClosure listed(
      Bucket cache, NixSecretKey key, StorePath top, List<StorePath> closure, PushMemory memory)
      throws Failure {
    return with(cache, key, Inventory.read(cache, () -> 4), List.of(top), closure, memory);
  }

  private static CachedClosure with(
      Bucket cache,
      NixSecretKey key,
      Inventory inventory,
      List<StorePath> tops,
      List<StorePath> closure,
      PushMemory memory)
      throws Failure {
    IndexedTexts texts = IndexedTexts.guessed(cache, key, tops, memory);
    texts.read(cache, key, tops, inventory.indexes(), closure);
    return new CachedClosure(cache, key, inventory, texts);
  }
}
