package slipway.push.nix;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import slipway.cache.NarInfo;
import slipway.manifest.StorePath;

/// The narinfos of everything that some paths need, as they lie in the cache.
final class SignedClosure {
  private final List<StorePath> tops;
  private final List<StorePath> order;
  private final Map<StorePath, byte[]> texts = new HashMap<>();

  /// @param tops of whose closures this is made
  /// @param order each path after those that it needs
  /// @param signed one for each of them
  SignedClosure(List<StorePath> tops, List<StorePath> order, List<SignedNarInfo> signed) {
    this.tops = tops.stream().distinct().toList();
    this.order = List.copyOf(order);
    signed.forEach(each -> texts.put(each.path(), each.text()));
  }

  List<StorePath> tops() {
    return tops;
  }

  /// The narinfos of one path's closure, each after those of what it needs. What the cache's path
  /// needs and this machine's does not is left out.
  List<byte[]> of(StorePath top) {
    Set<StorePath> needed = tops.size() == 1 ? texts.keySet() : needed(top);
    return order.stream()
        .filter(needed::contains)
        .map(path -> Objects.requireNonNull(texts.get(path)))
        .toList();
  }

  private Set<StorePath> needed(StorePath top) {
    Set<StorePath> needed = new HashSet<>();
    Deque<StorePath> open = new ArrayDeque<>(List.of(top));
    while (!open.isEmpty()) {
      StorePath path = open.removeFirst();
      byte[] found = texts.get(path);
      if (found != null
          && needed.add(path)
          && NarInfo.parse(found) instanceof NarInfo.Reading.Read(NarInfo narInfo)) {
        open.addAll(narInfo.references());
      }
    }
    return needed;
  }
}
