package slipway.push.nix;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import slipway.cache.Bucket;
import slipway.cache.BucketException;
import slipway.cache.ClosureIndex;
import slipway.cache.Fetched;
import slipway.cache.NarInfo;
import slipway.cache.ObjectInfo;
import slipway.manifest.NixSecretKey;
import slipway.manifest.StorePath;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import slipway.push.outcome.SideBySide;

/// Narinfos out of the closure indexes of earlier pushes. What stands in one was in the cache once;
/// whether it still is, its ETag tells.
final class IndexedTexts {
  private static final SideBySide READS =
      new SideBySide(8, "reading closure indexes", ExitCode.INTERRUPTED);

  /// Besides those of what is pushed: the release before is likely to be one of them.
  private static final int NEWEST = 3;

  static final IndexedTexts NONE = new IndexedTexts();

  private final Map<String, Text> texts = new HashMap<>();

  /// @param ours whether whoever has our key has seen our signature on this very text
  record Text(ClosureIndex.Entry entry, boolean ours) {}

  private IndexedTexts() {}

  /// @param wanted the closure; indexes are unfolded until all of it is known
  static IndexedTexts read(
      Bucket cache,
      NixSecretKey key,
      List<StorePath> tops,
      List<ObjectInfo> listed,
      List<StorePath> wanted)
      throws Failure {
    IndexedTexts all = new IndexedTexts();
    for (Optional<Index> index :
        READS.read(likely(tops, listed), top -> fetch(cache, top)).values()) {
      if (index.isPresent()
          && !wanted.stream().map(NarInfo::key).allMatch(all.texts::containsKey)) {
        all.add(index.get(), key);
      }
    }
    return all;
  }

  Optional<Text> get(String narInfoKey) {
    return Optional.ofNullable(texts.get(narInfoKey));
  }

  private record Index(StorePath top, Fetched.Found object) {}

  private static Set<StorePath> likely(List<StorePath> tops, List<ObjectInfo> listed) {
    Map<String, StorePath> byKey = new HashMap<>();
    tops.forEach(top -> byKey.put(ClosureIndex.key(top), top));
    List<ObjectInfo> newest =
        listed.stream().sorted(Comparator.comparing(ObjectInfo::lastModified).reversed()).toList();
    Stream<ObjectInfo> own = newest.stream().filter(it -> byKey.containsKey(it.key()));
    Stream<ObjectInfo> others =
        newest.stream().filter(it -> !byKey.containsKey(it.key())).limit(NEWEST);
    return Stream.concat(own.limit(NEWEST), others)
        .flatMap(it -> ClosureIndex.top(it.key()).stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /// Empty where it cannot be read: then narinfos are read one by one.
  private static Optional<Index> fetch(Bucket cache, StorePath top) {
    try {
      return cache.fetch(ClosureIndex.key(top), null, ClosureIndex.MAX_BYTES)
              instanceof Fetched.Found found
          ? Optional.of(new Index(top, found))
          : Optional.empty();
    } catch (BucketException _) {
      return Optional.empty();
    }
  }

  private void add(Index index, NixSecretKey key) {
    boolean ours = IndexUpload.isSigned(index.object(), key.publicKey());
    switch (ClosureIndex.read(index.top(), index.object().body())) {
      case ClosureIndex.Reading.Unusable _ -> {}
      case ClosureIndex.Reading.Read(ClosureIndex read) ->
          read.entries()
              .forEach((narInfo, entry) ->
                  texts.merge(
                      narInfo, new Text(entry, ours), (one, other) -> one.ours() ? one : other));
    }
  }
}
