package slipway.cache;

import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;

/// One multipart upload from its start to its completion or abort.
final class MultipartUpload {
  private final S3 s3;
  private final String key;
  private final String id;
  private final LongConsumer sending;
  private final SortedMap<Integer, CompletedPart> parts = new ConcurrentSkipListMap<>();
  private final AtomicLong bytes = new AtomicLong();

  private MultipartUpload(S3 s3, String key, String id, LongConsumer sending) {
    this.s3 = s3;
    this.key = key;
    this.id = id;
    this.sending = sending;
  }

  static MultipartUpload start(S3 s3, String key, ContentHeaders headers, LongConsumer sending)
      throws BucketException {
    CreateMultipartUploadRequest request =
        CreateMultipartUploadRequest.builder()
            .bucket(s3.bucket())
            .key(s3.key(key))
            .contentType(headers.type())
            .contentEncoding(headers.encoding())
            .build();
    try {
      return new MultipartUpload(
          s3, key, s3.client().createMultipartUpload(request).uploadId(), sending);
    } catch (SdkException e) {
      throw s3.failures().of("starting the upload of " + key, e);
    }
  }

  /// Of the parts that are in the bucket.
  long bytes() {
    return bytes.get();
  }

  /// May be called from many threads at once.
  ///
  /// @param number from 1
  void add(int number, Part part) throws BucketException {
    try {
      String etag =
          s3.client()
              .uploadPart(
                  request ->
                      request
                          .bucket(s3.bucket())
                          .key(s3.key(key))
                          .uploadId(id)
                          .partNumber(number)
                          .overrideConfiguration(
                              call -> call.apiCallTimeout(s3.timeouts().callWith(part.count()))),
                  part.body(sending))
              .eTag();
      parts.put(number, CompletedPart.builder().partNumber(number).eTag(etag).build());
      bytes.addAndGet(part.count());
    } catch (SdkException e) {
      throw s3.failures().of("writing part " + number + " of " + key, e);
    }
  }

  void complete() throws BucketException {
    CompletedMultipartUpload whole =
        CompletedMultipartUpload.builder().parts(parts.values()).build();
    try {
      s3.client()
          .completeMultipartUpload(request ->
              request.bucket(s3.bucket()).key(s3.key(key)).uploadId(id).multipartUpload(whole));
    } catch (SdkException e) {
      // A retry whose first try went through finds the upload gone and the object there.
      if (!S3.isMissing(e) || !isThere()) {
        throw s3.failures().of("completing the upload of " + key, e);
      }
    }
  }

  /// Gives up; where that fails too, the parts are left to the bucket's own clean-up rule. An
  /// interrupt is what most often leads here, and must not keep this from being asked.
  void abort(Exception reason) {
    boolean interrupted = Thread.interrupted();
    try {
      s3.client()
          .abortMultipartUpload(
              request -> request.bucket(s3.bucket()).key(s3.key(key)).uploadId(id));
    } catch (SdkException e) {
      reason.addSuppressed(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean isThere() throws BucketException {
    return new ObjectStreams(s3)
        .head(key)
        .filter(found -> found.length() == bytes.get())
        .isPresent();
  }
}
