package slipway.push.nix;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import slipway.cache.Bucket;
import slipway.cache.BucketException;
import slipway.push.nix.Inventory.Place;

/// Which archives are in the cache and need not be sent, those aside that are known not to be
/// whole.
final class Shelf implements Predicate<String> {
  private final Bucket cache;
  private final Inventory inventory;
  private final Set<String> anew = new HashSet<>();

  Shelf(Bucket cache, Inventory inventory, List<CachedPath.Broken> broken) {
    this.cache = cache;
    this.inventory = inventory;
    broken.forEach(path -> anew.add(path.narKey()));
  }

  @Override
  public boolean test(String key) {
    return !anew.contains(key)
        && switch (inventory.archive(key)) {
          case Place.There _ -> true;
          case Place.Absent() -> false;
          case Place.Unknown() -> isThere(key);
        };
  }

  /// One that cannot be asked for is sent, which fails with the bucket's words if it has to.
  private boolean isThere(String key) {
    try {
      return cache.describe(key).isPresent();
    } catch (BucketException _) {
      return false;
    }
  }
}
