package slipway.cache.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Start, part, completion and abort of multipart uploads.
record MultipartOperations(Buckets buckets, Path folder) {
  private static final int SMALLEST_PART = 5 << 20;

  S3Response start(S3Request request) throws S3Error {
    BucketContents bucket = buckets.require(request.bucket());
    String id = bucket.uploads().start(request.key(), StoredObject.described(request));
    return S3Response.xml(
        200,
        Xml.document(
            "InitiateMultipartUploadResult",
            Xml.element("Bucket", request.bucket())
                + Xml.element("Key", request.key())
                + Xml.element("UploadId", id)));
  }

  S3Response part(S3Request request) throws IOException, S3Error {
    int number = Integer.parseInt(request.parameter("partNumber", "0"));
    if (number < 1 || number > 10_000) {
      throw new S3Error(400, "InvalidArgument", "Part number " + number + " is not in 1 to 10000");
    }
    MultipartUploads.Upload upload = upload(request);
    Received part = Received.of(request, folder);
    Received replaced = upload.parts().put(number, part);
    if (replaced != null) {
      Files.deleteIfExists(replaced.file());
    }
    return S3Response.empty(200).with("ETag", '"' + part.md5() + '"');
  }

  S3Response complete(S3Request request) throws IOException, S3Error {
    MultipartUploads.Upload upload = upload(request);
    List<Received> parts = chosen(upload, request.body().readAllBytes());
    BucketContents bucket = buckets.require(request.bucket());
    StoredObject object = join(upload, parts);
    bucket.locked(
        request.key(),
        now -> {
          Conditions.checkWrite(request, now);
          bucket.put(request.key(), object);
          return object;
        });
    drop(request, upload);
    return S3Response.xml(
        200,
        Xml.document(
            "CompleteMultipartUploadResult",
            Xml.element("Bucket", request.bucket())
                + Xml.element("Key", request.key())
                + Xml.element("ETag", '"' + object.etag() + '"')));
  }

  S3Response abort(S3Request request) throws IOException, S3Error {
    drop(request, upload(request));
    return S3Response.empty(204);
  }

  private static List<Received> chosen(MultipartUploads.Upload upload, byte[] body) throws S3Error {
    List<String> numbers = Xml.texts(body, "Part", "PartNumber");
    List<String> etags = Xml.texts(body, "Part", "ETag");
    List<Received> parts = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      Received part = upload.parts().get(Integer.parseInt(numbers.get(i)));
      if (part == null || !part.md5().equals(etags.get(i).replace("\"", ""))) {
        throw new S3Error(400, "InvalidPart", "There is no such part " + numbers.get(i));
      }
      if (i < numbers.size() - 1 && part.size() < SMALLEST_PART) {
        throw new S3Error(400, "EntityTooSmall", "Part " + numbers.get(i) + " is below 5 MiB");
      }
      parts.add(part);
    }
    if (parts.isEmpty()) {
      throw new S3Error(400, "MalformedXML", "An upload has at least one part");
    }
    return parts;
  }

  private StoredObject join(MultipartUploads.Upload upload, List<Received> parts)
      throws IOException {
    Path file = Files.createTempFile(folder, "object", "");
    MessageDigest md5 = Received.digest("MD5");
    long size = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      for (Received part : parts) {
        Files.copy(part.file(), out);
        md5.update(HexFormat.of().parseHex(part.md5()));
        size += part.size();
      }
    }
    String etag = HexFormat.of().formatHex(md5.digest()) + "-" + parts.size();
    return new StoredObject(file, size, etag, ObjectOperations.now(), upload.described());
  }

  private MultipartUploads.Upload upload(S3Request request) throws S3Error {
    return buckets
        .require(request.bucket())
        .uploads()
        .require(request.parameter("uploadId", ""), request.key());
  }

  private void drop(S3Request request, MultipartUploads.Upload upload) throws IOException, S3Error {
    buckets.require(request.bucket()).uploads().end(request.parameter("uploadId", ""));
    for (Received part : upload.parts().values()) {
      Files.deleteIfExists(part.file());
    }
  }
}
