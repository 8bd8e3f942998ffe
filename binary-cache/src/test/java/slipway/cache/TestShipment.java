package slipway.cache;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A shipment of everything that Nix sends, which is kept.
final class TestShipment implements Shipment {
  final Map<String, byte[]> there = new ConcurrentHashMap<>();
  final Set<String> archives = ConcurrentHashMap.newKeySet();
  final Map<String, byte[]> taken = new ConcurrentHashMap<>();

  @Override
  public Optional<byte[]> narInfo(String key) {
    return Optional.ofNullable(there.get(key));
  }

  @Override
  public boolean hasArchive(String key) {
    return archives.contains(key);
  }

  @Override
  public Optional<String> take(String key, byte[] narInfo) {
    if (narInfo.length == 0) {
      return Optional.of("it is empty");
    }
    taken.put(key, narInfo);
    return Optional.empty();
  }
}
