package slipway.cache;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Objects that a client is told are not there, so that it writes them anew.
final class Unseen {
  private final Set<String> keys;

  Unseen(Set<String> keys) {
    this.keys = ConcurrentHashMap.newKeySet();
    this.keys.addAll(keys);
  }

  boolean has(String key) {
    return keys.contains(key);
  }

  void written(String key) {
    keys.remove(key);
  }
}
