package slipway.push.nix;

import java.util.HashMap;
import java.util.HashSet;
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
import slipway.push.operation.PushMemory;
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

  private final Map<String, Text> texts = new HashMap<>();
  private final Set<String> seen = new HashSet<>();

  /// @param ours whether whoever has our key has seen our signature on this very text: it has
  ///   sealed or signed the index
  /// @param etag that an object with this text has
  record Text(ClosureIndex.Entry entry, boolean ours, String etag) {}

  private IndexedTexts() {}

  /// Reads those that may be of use before the bucket was listed: what was written from here needs
  /// no request.
  static IndexedTexts guessed(
      Bucket cache, NixSecretKey key, List<StorePath> tops, PushMemory memory) throws Failure {
    IndexedTexts all = new IndexedTexts();
    Set<StorePath> likely = Guess.of(tops, memory.recent());
    for (StorePath top : List.copyOf(likely)) {
      Optional<byte[]> own = memory.index(top, key);
      if (own.isPresent() && all.add(ClosureIndex.readTrusted(top, own.get()), true)) {
        likely.remove(top);
      }
    }
    all.add(cache, key, likely, List.of());
    return all;
  }

  /// Reads more, until there is what is wanted.
  ///
  /// @param wanted the closure; indexes are unfolded until all of it is known
  void read(
      Bucket cache,
      NixSecretKey key,
      List<StorePath> tops,
      List<ObjectInfo> listed,
      List<StorePath> wanted)
      throws Failure {
    if (!hasAll(wanted)) {
      Set<StorePath> likely = likely(tops, listed);
      likely.removeIf(top -> seen.contains(ClosureIndex.key(top)));
      add(cache, key, likely, wanted);
    }
  }

  private boolean hasAll(List<StorePath> wanted) {
    return wanted.stream().map(NarInfo::key).allMatch(texts::containsKey);
  }

  private void add(Bucket cache, NixSecretKey key, Set<StorePath> tops, List<StorePath> wanted)
      throws Failure {
    for (Optional<Index> index : READS.read(tops, top -> fetch(cache, top)).values()) {
      if (index.isPresent() && (wanted.isEmpty() || !hasAll(wanted))) {
        add(index.get(), key);
      }
    }
  }

  Optional<Text> get(String narInfoKey) {
    return Optional.ofNullable(texts.get(narInfoKey));
  }

  private record Index(StorePath top, Fetched.Found object) {}

  private static Set<StorePath> likely(List<StorePath> tops, List<ObjectInfo> listed) {
    Map<String, StorePath> byKey = new HashMap<>();
    tops.forEach(top -> byKey.put(ClosureIndex.key(top), top));
    List<ObjectInfo> newest =
        listed.stream()
            .sorted((one, other) -> other.lastModified().compareTo(one.lastModified()))
            .toList();
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
    seen.add(ClosureIndex.key(index.top()));
    boolean ours = IndexUpload.isSigned(index.object(), key.publicKey());
    byte[] object = index.object().body();
    var _ =
        add(
            ours
                ? ClosureIndex.readTrusted(index.top(), object)
                : ClosureIndex.read(index.top(), object),
            ours);
  }

  /// Whether it could be read.
  private boolean add(ClosureIndex.Reading reading, boolean ours) {
    // No `switch` where every push comes by; see decision 31.
    if (!(reading instanceof ClosureIndex.Reading.Read(ClosureIndex read))) {
      return false;
    }
    read.entries()
        .forEach((narInfo, entry) ->
            texts.merge(
                narInfo,
                new Text(entry, ours, ObjectInfo.etagOf(entry.text())),
                (one, other) -> one.ours() ? one : other));
    return true;
  }
}
