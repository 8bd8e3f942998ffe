package slipway.push.nix;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import slipway.cache.Bucket;
import slipway.cache.BucketException;
import slipway.cache.Listed;
import slipway.cache.ObjectInfo;
import slipway.push.outcome.BucketFailures;
import slipway.push.outcome.Failure;
import slipway.push.outcome.Meanwhile;

/// What lies in the cache, by listing it: a request a thousand objects, where asking takes two a
/// path. A large cache is listed in part, and the rest of it has to be asked for.
final class Inventory {
  private static final Listed NOTHING_KNOWN = new Listed(List.of(), false);

  private final Listed root;
  private final Listed archives;
  private final Listed indexes;
  private final Map<String, ObjectInfo> byKey = new HashMap<>();

  private Inventory(Listed root, Listed archives, Listed indexes) {
    this.root = root;
    this.archives = archives;
    this.indexes = indexes;
    root.objects().forEach(each -> byKey.put(each.key(), each));
    archives.objects().forEach(each -> byKey.put(each.key(), each));
    indexes.objects().forEach(each -> byKey.put(each.key(), each));
  }

  /// What a listing says of a key.
  sealed interface Place {
    record There(ObjectInfo object) implements Place {}

    record Absent() implements Place {}

    /// Not listed so far: it has to be asked for.
    record Unknown() implements Place {}
  }

  /// @param mostPages of a thousand objects, of narinfos and of archives; asked before each
  static Inventory read(Bucket cache, IntSupplier mostPages) throws Failure {
    try (Meanwhile meanwhile = new Meanwhile()) {
      var archives = meanwhile.begin(() -> list(cache, "nar/", mostPages));
      var indexes = meanwhile.begin(() -> list(cache, "index/", () -> 1));
      Listed root = list(cache, "", mostPages);
      return new Inventory(root, archives.get(), indexes.get());
    }
  }

  private static Listed list(Bucket cache, String folder, IntSupplier mostPages) throws Failure {
    try {
      return cache.listFolder(folder, mostPages);
    } catch (BucketException e) {
      if (e.kind() == BucketException.Kind.DENIED) {
        return NOTHING_KNOWN; // who may read objects may not be allowed to list them
      }
      throw BucketFailures.translated(e);
    }
  }

  /// @param key of a narinfo, or of another object that is in no folder
  Place narInfo(String key) {
    return place(key, root);
  }

  Place archive(String key) {
    return place(key, archives);
  }

  /// @param key of a closure index
  Place index(String key) {
    return place(key, indexes);
  }

  /// Those of the closure indexes that were listed.
  List<ObjectInfo> indexes() {
    return indexes.objects();
  }

  private Place place(String key, Listed listed) {
    return Optional.ofNullable(byKey.get(key))
        .<Place>map(Place.There::new)
        .orElseGet(() -> listed.covers(key) ? new Place.Absent() : new Place.Unknown());
  }
}
