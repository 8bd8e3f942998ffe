package slipway.cache;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/// Writes small objects under a condition, and finds out how that ended where the answer leaves it
/// open: a retry of a write that had landed is answered 412, and older Ceph answers some losers
/// 500.
record ObjectWriter(S3 s3, ObjectReader reader) {
  Written write(
      String key,
      byte[] body,
      String contentType,
      Map<String, String> metadata,
      Condition condition)
      throws BucketException {
    Map<String, String> names = ObjectReader.lowerCase(metadata);
    Optional<Written> quick =
        s3.shortcut().flatMap(it -> it.write(key, body, contentType, names, condition));
    return quick.isPresent() ? quick.get() : writeBySdk(key, body, contentType, names, condition);
  }

  private Written writeBySdk(
      String key, byte[] body, String contentType, Map<String, String> names, Condition condition)
      throws BucketException {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(s3.bucket())
            .key(s3.key(key))
            .contentType(contentType)
            .metadata(names)
            .overrideConfiguration(
                call -> call.apiCallTimeout(s3.timeouts().callWith(body.length)));
    demand(request, condition);
    try {
      ContentStreamProvider content = ContentStreamProvider.fromByteArrayUnsafe(body);
      return new Written.Done(
          Etags.bare(
              s3.client()
                  .putObject(
                      request.build(),
                      RequestBody.fromContentProvider(content, body.length, contentType))
                  .eTag()));
    } catch (SdkException e) {
      return settle(e, key, new Intent(body, names, condition));
    }
  }

  /// The same without asking the server for more than a plain write, for those that know no other:
  /// the condition is checked right before. Who writes in the moment between is overwritten.
  Written writeUnconditionally(
      String key,
      byte[] body,
      String contentType,
      Map<String, String> metadata,
      Condition condition)
      throws BucketException {
    Optional<String> etag = new ObjectStreams(s3).head(key).map(ObjectHeaders::etag);
    boolean holds =
        switch (condition) {
          case Condition.Always() -> true;
          case Condition.IfAbsent() -> etag.isEmpty();
          case Condition.IfMatch(String wanted) -> etag.isPresent() && etag.get().equals(wanted);
        };
    if (holds) {
      return write(key, body, contentType, metadata, new Condition.Always());
    }
    return etag.isEmpty()
        ? new Written.Lost()
        : found(key, new Intent(body, ObjectReader.lowerCase(metadata), condition));
  }

  static void demand(PutObjectRequest.Builder request, Condition condition) {
    switch (condition) {
      case Condition.Always() -> {}
      case Condition.IfAbsent() -> request.ifNoneMatch("*");
      case Condition.IfMatch(String etag) -> request.ifMatch(etag);
    }
  }

  /// Done where what is wanted is there already.
  private Written found(String key, Intent intent) throws BucketException {
    try {
      Fetched now = reader.fetch(key, null, Math.max(1, intent.body().length));
      return intent.isFulfilledBy(now) && now instanceof Fetched.Found found
          ? new Written.Done(found.etag())
          : new Written.Lost();
    } catch (BucketException e) {
      if (e.kind() == BucketException.Kind.TOO_LARGE) {
        return new Written.Lost();
      }
      throw e;
    }
  }

  private record Intent(byte[] body, Map<String, String> metadata, Condition condition) {
    boolean isFulfilledBy(Fetched now) {
      return now instanceof Fetched.Found found
          && Arrays.equals(found.body(), body)
          && found.metadata().equals(metadata);
    }

    boolean isStillPossible(Fetched now) {
      return switch (condition) {
        case Condition.Always() -> true;
        case Condition.IfAbsent() -> now instanceof Fetched.Missing;
        case Condition.IfMatch(String etag) ->
            now instanceof Fetched.Found found && found.etag().equals(etag);
      };
    }
  }

  private Written settle(SdkException failure, String key, Intent intent) throws BucketException {
    BucketException reported = s3.failures().of("writing " + key, failure);
    boolean refused = isRefused(failure, intent.condition());
    if (!refused && !mayHaveLanded(reported)) {
      throw reported;
    }
    Fetched now;
    try {
      now = reader.fetch(key, null, Math.max(1, intent.body().length));
    } catch (BucketException e) {
      if (e.kind() == BucketException.Kind.TOO_LARGE) {
        return lostUnlessUnconditional(reported, intent);
      }
      if (refused) {
        throw e;
      }
      reported.addSuppressed(e);
      throw reported;
    }
    if (intent.isFulfilledBy(now) && now instanceof Fetched.Found found) {
      return new Written.Done(found.etag());
    }
    if (!refused && intent.isStillPossible(now)) {
      throw reported;
    }
    return lostUnlessUnconditional(reported, intent);
  }

  private static Written lostUnlessUnconditional(BucketException reported, Intent intent)
      throws BucketException {
    if (intent.condition() instanceof Condition.Always) {
      throw reported;
    }
    return new Written.Lost();
  }

  static boolean isRefused(SdkException failure, Condition condition) {
    return switch (condition) {
      case Condition.Always() -> false;
      case Condition.IfAbsent() -> isConflict(failure);
      case Condition.IfMatch _ -> isConflict(failure) || S3.isMissing(failure);
    };
  }

  private static boolean isConflict(SdkException failure) {
    return S3.status(failure) == 412 || S3.status(failure) == 409;
  }

  private static boolean mayHaveLanded(BucketException failure) {
    return failure.kind() == BucketException.Kind.SERVER_ERROR
        || failure.kind() == BucketException.Kind.UNREACHABLE;
  }
}
