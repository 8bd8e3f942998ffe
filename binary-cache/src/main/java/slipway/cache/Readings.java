package slipway.cache;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Where a [LoopbackStore] gets from what Nix reads: from what was read ahead, where it was, and
/// else from the bucket.
final class Readings {
  private static final int INFO_BYTES = 64 << 10;

  private final ObjectStreams objects;
  private final IndexedNarInfos indexed;
  private final ReadAhead ahead;

  private Readings(ObjectStreams objects, IndexedNarInfos indexed, ReadAhead ahead) {
    this.objects = objects;
    this.indexed = indexed;
    this.ahead = ahead;
  }

  /// Begins to read ahead what the pull says, if that is anything.
  static Readings begin(S3 s3, Pull pull, Executor threads) {
    ObjectStreams objects = new ObjectStreams(s3);
    ReadAhead ahead = new ReadAhead(objects);
    IndexedNarInfos indexed = new IndexedNarInfos(s3, pull, index -> ask(ahead, index, pull));
    if (!pull.tops().isEmpty()) {
      ahead.start(threads);
      ahead.want(CacheKeys.INFO, INFO_BYTES);
      indexed.read(threads);
    }
    return new Readings(objects, indexed, ahead);
  }

  /// What a path needs comes before it in an index, and Nix asks in that order, too.
  private static void ask(ReadAhead ahead, ClosureIndex index, Pull pull) {
    for (ClosureIndex.Entry entry : index.entries().values()) {
      long size = entry.fileSize().orElse(Long.MAX_VALUE);
      if (size <= ReadAhead.LARGEST_BYTES && !pull.isThere().test(entry.path())) {
        ahead.want(entry.url(), (int) size);
      }
    }
  }

  ObjectStreams objects() {
    return objects;
  }

  /// Whether any narinfo came out of an index.
  boolean usedIndex() {
    return indexed.used();
  }

  /// A narinfo, once it is found fit for Nix.
  Fetched narInfo(String key) throws BucketException {
    Optional<byte[]> text = indexed.get(key);
    return text.isPresent()
        ? new Fetched.Found(text.get(), "", Map.of(), Instant.EPOCH)
        : objects.narInfo(key);
  }

  Opened open(String key, @Nullable String range, @Nullable String ifNoneMatch)
      throws BucketException {
    if (range == null && ifNoneMatch == null) {
      Optional<Opened> early = ahead.take(key);
      if (early.isPresent()) {
        return early.get();
      }
    }
    return objects.open(key, range, ifNoneMatch);
  }
}
