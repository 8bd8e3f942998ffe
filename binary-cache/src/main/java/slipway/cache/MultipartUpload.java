package slipway.cache;

import java.util.ArrayList;
import java.util.List;
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
  private final List<CompletedPart> parts = new ArrayList<>();
  private long bytes;

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

  long bytes() {
    return bytes;
  }

  void add(Part part) throws BucketException {
    int number = parts.size() + 1;
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
      parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
      bytes += part.count();
    } catch (SdkException e) {
      throw s3.failures().of("writing part " + number + " of " + key, e);
    }
  }

  void complete() throws BucketException {
    CompletedMultipartUpload whole = CompletedMultipartUpload.builder().parts(parts).build();
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

  /// Gives up; where that fails too, the parts are left to the bucket's own clean-up rule.
  void abort(Exception reason) {
    try {
      s3.client()
          .abortMultipartUpload(
              request -> request.bucket(s3.bucket()).key(s3.key(key)).uploadId(id));
    } catch (SdkException e) {
      reason.addSuppressed(e);
    }
  }

  private boolean isThere() throws BucketException {
    return new ObjectStreams(s3).head(key).filter(found -> found.length() == bytes).isPresent();
  }
}
