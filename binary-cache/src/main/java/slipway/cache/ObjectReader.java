package slipway.cache;

import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// Reads small objects whole.
record ObjectReader(S3 s3) {
  /// An answer began and did not end.
  static final class BrokenOff extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenOff(IOException cause) {
      super(cause);
    }
  }

  Fetched fetch(String key, @Nullable String knownEtag, int maxBytes) throws BucketException {
    Optional<Fetched> quick = s3.shortcut().flatMap(it -> it.fetch(key, knownEtag, maxBytes));
    return quick.isPresent() ? quick.get() : fetchBySdk(key, knownEtag, maxBytes);
  }

  private Fetched fetchBySdk(String key, @Nullable String knownEtag, int maxBytes)
      throws BucketException {
    GetObjectRequest request =
        GetObjectRequest.builder()
            .bucket(s3.bucket())
            .key(s3.key(key))
            .ifNoneMatch(knownEtag == null ? null : Etags.quoted(knownEtag))
            .overrideConfiguration(call -> call.apiCallTimeout(s3.timeouts().callWith(maxBytes)))
            .build();
    String doing = "reading " + key;
    Optional<Fetched.Found> found;
    try {
      found = s3.client().getObject(request, (answer, body) -> read(answer, body, maxBytes));
    } catch (SdkException e) {
      if (S3.status(e) == 304) {
        return new Fetched.NotModified();
      }
      if (S3.isMissing(e)) {
        return new Fetched.Missing();
      }
      throw s3.failures().of(doing, e);
    }
    if (found.isEmpty()) {
      throw s3.failures().tooLarge(doing, "it has more than the " + maxBytes + " bytes allowed");
    }
    return found.get();
  }

  /// Empty where the object is too large. A body that breaks off is a reason to try again, which
  /// the SDK does for this exception only.
  private Optional<Fetched.Found> read(
      GetObjectResponse answer, AbortableInputStream body, int maxBytes) {
    try {
      PacedStream paced = new PacedStream(body, s3.timeouts().read());
      byte[] bytes = paced.readNBytes(maxBytes);
      if (bytes.length == maxBytes && paced.read() >= 0) {
        body.abort();
        return Optional.empty();
      }
      Long length = answer.contentLength();
      if (length != null && length != bytes.length) {
        throw new IOException(bytes.length + " of " + length + " bytes came");
      }
      return Optional.of(
          new Fetched.Found(
              bytes,
              Etags.bare(answer.eTag()),
              lowerCase(answer.metadata()),
              Optional.ofNullable(answer.lastModified()).orElse(Instant.EPOCH)));
    } catch (IOException e) {
      body.abort();
      throw RetryableException.create("the body broke off", new BrokenOff(e));
    }
  }

  static Map<String, String> lowerCase(Map<String, String> metadata) {
    return metadata.entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
  }
}
