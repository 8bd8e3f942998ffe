package slipway.cache;

import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import slipway.manifest.StorePath;

/// What one `nix copy` is about to fetch. A [LoopbackStore] that knows it reads closure indexes and
/// small archives before Nix asks for them; Nix gets the same objects, earlier.
///
/// @param tops store paths whose closures are wanted
/// @param isThere whether a path is in the store already, so that Nix will not ask for its archive
/// @param remark is told why an index that is there is not used, in one sentence
public record Pull(Set<StorePath> tops, Predicate<StorePath> isThere, Consumer<String> remark) {
  /// Nothing is known, so nothing is read ahead.
  public static final Pull UNKNOWN = new Pull(Set.of(), _ -> true, _ -> {});

  public Pull {
    tops = Set.copyOf(tops);
  }
}
