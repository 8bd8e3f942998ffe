package slipway.cache.testing;

import java.util.Arrays;
import java.util.Optional;

/// The conditions of requests, as RFC 9110 and S3 have them.
final class Conditions {
  private Conditions() {}

  /// For a write: 412 where a condition does not hold, 404 where `If-Match` finds nothing.
  static void checkWrite(S3Request request, Optional<StoredObject> now) throws S3Error {
    Optional<String> ifNoneMatch = request.header("If-None-Match");
    if (ifNoneMatch.isPresent() && !ifNoneMatch.get().equals("*")) {
      throw S3Error.notImplemented("If-None-Match other than * on a write");
    }
    if (ifNoneMatch.isPresent() && now.isPresent()) {
      throw S3Error.preconditionFailed();
    }
    Optional<String> ifMatch = request.header("If-Match");
    if (ifMatch.isPresent() && now.isEmpty()) {
      throw S3Error.noSuchKey(request.key());
    }
    if (ifMatch.isPresent() && !matches(ifMatch.get(), now.get())) {
      throw S3Error.preconditionFailed();
    }
  }

  /// For a read: whether the answer is 304.
  static boolean isNotModified(S3Request request, StoredObject now) throws S3Error {
    Optional<String> ifMatch = request.header("If-Match");
    if (ifMatch.isPresent() && !matches(ifMatch.get(), now)) {
      throw S3Error.preconditionFailed();
    }
    return request.header("If-None-Match").filter(etags -> matches(etags, now)).isPresent();
  }

  static boolean matches(String etags, StoredObject object) {
    return Arrays.stream(etags.split(","))
        .map(etag -> etag.strip().replace("\"", ""))
        .anyMatch(etag -> etag.equals("*") || etag.equals(object.etag()));
  }
}
