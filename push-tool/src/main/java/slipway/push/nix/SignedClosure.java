package slipway.push.nix;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import slipway.manifest.StorePath;

/// The narinfos of everything that some paths need, as they lie in the cache.
final class SignedClosure {
  private final List<StorePath> order;
  private final Map<StorePath, SignedNarInfo> narInfos = new HashMap<>();

  /// @param order each path after those that it needs
  /// @param signed one for each of them
  SignedClosure(List<StorePath> order, List<SignedNarInfo> signed) {
    this.order = List.copyOf(order);
    signed.forEach(each -> narInfos.put(each.narInfo().storePath(), each));
  }

  /// The narinfos of one path's closure, each after those of what it needs. What the cache's path
  /// needs and this machine's does not is left out.
  List<byte[]> of(StorePath top) {
    Set<StorePath> needed = new HashSet<>();
    Deque<StorePath> open = new ArrayDeque<>(List.of(top));
    while (!open.isEmpty()) {
      StorePath path = open.removeFirst();
      SignedNarInfo found = narInfos.get(path);
      if (found != null && needed.add(path)) {
        open.addAll(found.narInfo().references());
      }
    }
    return order.stream().filter(needed::contains).map(this::text).toList();
  }

  private byte[] text(StorePath path) {
    return Objects.requireNonNull(narInfos.get(path)).text();
  }
}
