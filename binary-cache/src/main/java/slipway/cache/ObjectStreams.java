package slipway.cache;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/// Reads objects of any size without holding them.
record ObjectStreams(S3 s3) {
  /// @param range as in HTTP, for example `bytes=100-`
  /// @param ifNoneMatch as in HTTP, quotes included
  Opened open(String key, @Nullable String range, @Nullable String ifNoneMatch)
      throws BucketException {
    GetObjectRequest request =
        GetObjectRequest.builder()
            .bucket(s3.bucket())
            .key(s3.key(key))
            .range(range)
            .ifNoneMatch(ifNoneMatch)
            .build();
    try {
      ResponseInputStream<GetObjectResponse> body =
          s3.client().getObject(request, ResponseTransformer.toInputStream());
      return new Opened.Body(key, headers(body.response()), body, s3);
    } catch (SdkException e) {
      return unopened(key, e);
    }
  }

  /// A narinfo, once it is found fit for Nix.
  Fetched narInfo(String key) throws BucketException {
    Fetched fetched = new ObjectReader(s3).fetch(key, null, NarInfo.MAX_BYTES);
    if (fetched instanceof Fetched.Found found) {
      Optional<String> objection = NarInfoRule.objection(key, found.body());
      if (objection.isPresent()) {
        throw s3.failures().unfit("reading " + key, objection.get());
      }
    }
    return fetched;
  }

  private Opened unopened(String key, SdkException failure) throws BucketException {
    if (S3.isMissing(failure)) {
      return new Opened.Missing();
    }
    return switch (S3.status(failure)) {
      case 304 -> new Opened.NotModified();
      case 416 -> new Opened.NoSuchRange();
      default -> throw s3.failures().of("reading " + key, failure);
    };
  }

  /// Empty where there is no such object.
  Optional<ObjectHeaders> head(String key) throws BucketException {
    try {
      HeadObjectResponse answer =
          s3.client().headObject(request -> request.bucket(s3.bucket()).key(s3.key(key)));
      return Optional.of(headers(answer));
    } catch (SdkException e) {
      if (S3.isMissing(e)) {
        return Optional.empty();
      }
      throw s3.failures().of("looking for " + key, e);
    }
  }

  /// Stores a small object where none of that name is there, if it takes nothing more than asking.
  ///
  /// @param sending is told of every piece that is sent, or taken back
  /// @return whether it was stored
  boolean offer(String key, String type, byte[] body, LongConsumer sending) {
    sending.accept(body.length);
    boolean stored =
        s3.shortcut()
            .flatMap(it -> it.write(key, body, type, Map.of(), new Condition.IfAbsent()))
            .isPresent();
    if (!stored) {
      sending.accept(-body.length);
    }
    return stored;
  }

  /// @param sending is told of every piece that is sent, or taken back
  Upload upload(String key, ContentHeaders headers, Semaphore turns, LongConsumer sending) {
    return new Upload(s3, key, headers, turns, sending);
  }

  private static ObjectHeaders headers(GetObjectResponse answer) {
    return new ObjectHeaders(
        answer.contentLength(),
        Etags.bare(answer.eTag()),
        Optional.ofNullable(answer.lastModified()).orElse(Instant.EPOCH),
        Optional.ofNullable(answer.contentType()),
        Optional.ofNullable(answer.contentEncoding()),
        Optional.ofNullable(answer.contentRange()));
  }

  private static ObjectHeaders headers(HeadObjectResponse answer) {
    return new ObjectHeaders(
        answer.contentLength(),
        Etags.bare(answer.eTag()),
        Optional.ofNullable(answer.lastModified()).orElse(Instant.EPOCH),
        Optional.ofNullable(answer.contentType()),
        Optional.ofNullable(answer.contentEncoding()),
        Optional.empty());
  }
}
