package slipway.cache;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// What time it is at the server. An answer that says no has a date, too: a clock that is far off
/// is itself a reason to say no.
record ServerClock(S3 s3) {
  private static final String DATE = "Date";

  Optional<Instant> read() throws BucketException {
    try {
      return s3.client()
          .listObjectsV2(request -> request.bucket(s3.bucket()).prefix(s3.key("clock")).maxKeys(1))
          .sdkHttpResponse()
          .firstMatchingHeader(DATE)
          .flatMap(ServerClock::parse);
    } catch (SdkException e) {
      Optional<Instant> date =
          e instanceof AwsServiceException answer
              ? Failures.header(answer, DATE).flatMap(ServerClock::parse)
              : Optional.empty();
      if (date.isEmpty()) {
        throw s3.failures().of("asking for the time", e);
      }
      return date;
    }
  }

  private static Optional<Instant> parse(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
