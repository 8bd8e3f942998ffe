package slipway.cache;

import static java.nio.charset.StandardCharsets.US_ASCII;

import slipway.cache.ConditionalWrites.Kept;
import slipway.cache.ConditionalWrites.Lacking;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/// Finds out whether a bucket keeps conditional writes, by asking for two that it has to refuse:
/// the first object of a name that is taken, and a replacement of what was never there. The object
/// stays, so no right to delete is needed, and whoever asks next writes nothing.
record ConditionalWriteProbe(S3 s3) {
  static final String KEY = "conditional-write-probe";

  private static final byte[] BODY =
      "Slipway tries to overwrite this object, to see whether the bucket refuses that.\n"
          .getBytes(US_ASCII);

  /// The MD5 of nothing that anybody knows.
  private static final String NOBODYS_ETAG = "0".repeat(32);

  private sealed interface Answer {
    record Taken() implements Answer {}

    record Refused() implements Answer {}

    record NotOffered(String said) implements Answer {}
  }

  ConditionalWrites ask() throws BucketException {
    Answer absent = put(new Condition.IfAbsent());
    if (absent instanceof Answer.Taken) {
      // That may have been the first time.
      absent = put(new Condition.IfAbsent());
    }
    return switch (absent) {
      case Answer.Taken() -> new Lacking("with If-None-Match: * it overwrote what was there");
      case Answer.NotOffered(String said) -> new Lacking("it answers If-None-Match with " + said);
      case Answer.Refused() ->
          switch (put(new Condition.IfMatch(NOBODYS_ETAG))) {
            case Answer.Taken() -> new Lacking("with If-Match it overwrote what has another ETag");
            case Answer.NotOffered(String said) -> new Lacking("it answers If-Match with " + said);
            case Answer.Refused() -> new Kept();
          };
    };
  }

  private Answer put(Condition condition) throws BucketException {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder().bucket(s3.bucket()).key(s3.key(KEY)).contentType("text/plain");
    ObjectWriter.demand(request, condition);
    try {
      s3.client().putObject(request.build(), RequestBody.fromBytes(BODY));
      return new Answer.Taken();
    } catch (SdkException e) {
      if (ObjectWriter.isRefused(e, condition)) {
        return new Answer.Refused();
      }
      BucketException failure = s3.failures().of("writing " + KEY, e);
      return switch (failure.kind()) {
        case UNSUPPORTED, REFUSED -> new Answer.NotOffered(Failures.answer(e));
        case NO_CREDENTIALS,
            DENIED,
            NO_SUCH_BUCKET,
            WRONG_REGION,
            UNREACHABLE,
            SERVER_ERROR,
            TOO_LARGE ->
            throw failure;
      };
    }
  }
}
