package slipway.cache.testing;

import java.util.concurrent.ConcurrentHashMap;

/// The buckets of a server.
final class Buckets {
  private final ConcurrentHashMap<String, BucketContents> all = new ConcurrentHashMap<>();

  void create(String name) {
    all.putIfAbsent(name, new BucketContents());
  }

  BucketContents require(String name) throws S3Error {
    BucketContents found = all.get(name);
    if (found == null) {
      throw new S3Error(404, "NoSuchBucket", "There is no bucket " + name);
    }
    return found;
  }

  int openUploads() {
    return all.values().stream().mapToInt(bucket -> bucket.uploads().size()).sum();
  }
}
