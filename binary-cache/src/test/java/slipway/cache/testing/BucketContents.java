package slipway.cache.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;

/// The objects of one bucket. Whoever checks a condition and then writes holds the key's lock from
/// before the check until after the write.
final class BucketContents {
  private final NavigableMap<String, StoredObject> objects =
      new ConcurrentSkipListMap<>(BucketContents::compareUtf8);
  private final ConcurrentHashMap<String, ReentrantLock> locks = new ConcurrentHashMap<>();
  private final MultipartUploads uploads = new MultipartUploads();

  /// Something done while no one else writes to the key.
  interface Step<T> {
    T take(Optional<StoredObject> now) throws IOException, S3Error;
  }

  /// Up to `most` objects under a prefix whose key comes after `after`, in order.
  ///
  /// @param delimiter what no key has behind the prefix; empty where any will do. The common
  ///   prefixes of those that have are left out, which nobody here asks for
  NavigableMap<String, StoredObject> page(String prefix, String delimiter, String after, int most) {
    NavigableMap<String, StoredObject> page = new TreeMap<>(objects.comparator());
    boolean resumed = objects.comparator().compare(after, prefix) >= 0;
    NavigableMap<String, StoredObject> rest =
        resumed && !after.isEmpty() ? objects.tailMap(after, false) : objects.tailMap(prefix, true);
    for (Map.Entry<String, StoredObject> entry : rest.entrySet()) {
      if (page.size() == most || !entry.getKey().startsWith(prefix)) {
        break;
      }
      if (delimiter.isEmpty() || entry.getKey().indexOf(delimiter, prefix.length()) < 0) {
        page.put(entry.getKey(), entry.getValue());
      }
    }
    return page;
  }

  MultipartUploads uploads() {
    return uploads;
  }

  StoredObject require(String key) throws S3Error {
    StoredObject found = objects.get(key);
    if (found == null) {
      throw S3Error.noSuchKey(key);
    }
    return found;
  }

  <T> T locked(String key, Step<T> step) throws IOException, S3Error {
    ReentrantLock lock = locks.computeIfAbsent(key, _ -> new ReentrantLock());
    lock.lock();
    try {
      return step.take(Optional.ofNullable(objects.get(key)));
    } finally {
      lock.unlock();
    }
  }

  /// Call with the key's lock held. A reader that has the old file open keeps it.
  void put(String key, StoredObject object) throws IOException {
    StoredObject replaced = objects.put(key, object);
    if (replaced != null) {
      Files.deleteIfExists(replaced.file());
    }
  }

  /// Call with the key's lock held.
  void remove(String key) throws IOException {
    StoredObject removed = objects.remove(key);
    if (removed != null) {
      Files.deleteIfExists(removed.file());
    }
  }

  /// S3 lists keys in the order of their UTF-8 bytes, which is the order of code points.
  private static int compareUtf8(String left, String right) {
    int[] a = left.codePoints().toArray();
    int[] b = right.codePoints().toArray();
    return Arrays.compare(a, b);
  }
}
