package slipway.cache.testing;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// The multipart uploads of one bucket that are neither complete nor aborted.
final class MultipartUploads {
  private final ConcurrentHashMap<String, Upload> open = new ConcurrentHashMap<>();

  /// @param parts by number
  record Upload(
      String key, Map<String, String> described, ConcurrentSkipListMap<Integer, Received> parts) {}

  String start(String key, Map<String, String> described) {
    String id = UUID.randomUUID().toString();
    open.put(id, new Upload(key, described, new ConcurrentSkipListMap<>()));
    return id;
  }

  Upload require(String id, String key) throws S3Error {
    Upload found = open.get(id);
    if (found == null || !found.key().equals(key)) {
      throw new S3Error(404, "NoSuchUpload", "There is no such upload of " + key);
    }
    return found;
  }

  void end(String id) {
    open.remove(id);
  }

  int size() {
    return open.size();
  }
}
