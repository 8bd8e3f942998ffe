package slipway.push.nix;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import slipway.cache.NarInfo;
import slipway.cache.Shipment;
import slipway.manifest.StorePath;

/// What one `nix copy` sends of a closure. It is told that the rest of the closure is there: by the
/// time that anybody else can see what it sends, it is.
final class Outbound implements Shipment {
  private final Map<String, StorePath> closure = new HashMap<>();
  private final Set<String> wanted;
  private final Predicate<String> archives;
  private final NarInfoWrites writes;

  /// @param archives whether an archive is in the cache, by its key
  Outbound(
      Collection<StorePath> closure,
      Collection<StorePath> wanted,
      Predicate<String> archives,
      NarInfoWrites writes) {
    closure.forEach(path -> this.closure.put(NarInfo.key(path), path));
    this.wanted = wanted.stream().map(NarInfo::key).collect(Collectors.toSet());
    this.archives = archives;
    this.writes = writes;
  }

  @Override
  public Optional<byte[]> narInfo(String key) {
    StorePath path = closure.get(key);
    if (path == null) {
      return Optional.empty();
    }
    return wanted.contains(key)
        ? writes.sent(path).map(NarInfoWrites.Sent::text)
        : Optional.of(NarInfo.standIn(path));
  }

  @Override
  public boolean hasArchive(String key) {
    return archives.test(key);
  }

  @Override
  public Optional<String> take(String key, byte[] narInfo) {
    StorePath path = closure.get(key);
    if (path == null) {
      return Optional.of("it is of no path that was to be sent");
    }
    if (writes.failure().isPresent()) {
      return Optional.of("an earlier one could not be written");
    }
    return switch (NarInfo.parse(narInfo)) {
      case NarInfo.Reading.Malformed(String problem) -> Optional.of(problem);
      case NarInfo.Reading.Read(NarInfo read) -> {
        if (!read.storePath().equals(path)) {
          yield Optional.of("it is about " + read.storePath());
        }
        writes.take(path, new NarInfoWrites.Sent(read, narInfo));
        yield Optional.empty();
      }
    };
  }
}
