package slipway.cache.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// GET, HEAD, PUT, copy and DELETE of one object.
record ObjectOperations(Buckets buckets, Path folder) {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  S3Response get(S3Request request) throws IOException, S3Error {
    BucketContents bucket = buckets.require(request.bucket());
    return bucket.locked(request.key(), _ -> read(request, bucket.require(request.key())));
  }

  private S3Response read(S3Request request, StoredObject object) throws IOException, S3Error {
    Map<String, String> headers = new HashMap<>(object.described());
    headers.put("ETag", '"' + object.etag() + '"');
    headers.put("Last-Modified", HTTP_DATE.format(object.modified()));
    headers.put("Accept-Ranges", "bytes");
    if (Conditions.isNotModified(request, object)) {
      return new S3Response(304, headers, InputStream.nullInputStream(), 0);
    }
    Optional<ByteRange> range = Optional.empty();
    if (request.header("Range").isPresent()) {
      range = ByteRange.parse(request.header("Range").get(), object.size());
    }
    range.ifPresent(it ->
        headers.put(
            "Content-Range", "bytes " + it.first() + "-" + it.last() + "/" + object.size()));
    int status = range.isPresent() ? 206 : 200;
    long length = range.map(ByteRange::length).orElse(object.size());
    if (request.method().equals("HEAD")) {
      headers.put("Content-Length", Long.toString(length));
      return new S3Response(status, headers, InputStream.nullInputStream(), 0);
    }
    FileChannel file = FileChannel.open(object.file(), StandardOpenOption.READ);
    file.position(range.map(ByteRange::first).orElse(0L));
    return new S3Response(status, headers, Channels.newInputStream(file), length);
  }

  S3Response put(S3Request request) throws IOException, S3Error {
    BucketContents bucket = buckets.require(request.bucket());
    Received body = Received.of(request, folder);
    try {
      StoredObject object =
          new StoredObject(
              body.file(), body.size(), body.md5(), now(), StoredObject.described(request));
      bucket.locked(
          request.key(),
          now -> {
            Conditions.checkWrite(request, now);
            bucket.put(request.key(), object);
            return object;
          });
      return S3Response.empty(200).with("ETag", '"' + object.etag() + '"');
    } catch (S3Error e) {
      Files.deleteIfExists(body.file());
      throw e;
    }
  }

  S3Response copy(S3Request request) throws IOException, S3Error {
    String source = Percent.decode(request.header("x-amz-copy-source").orElse(""));
    String path = source.startsWith("/") ? source.substring(1) : source;
    int slash = path.indexOf('/');
    if (slash < 1) {
      throw new S3Error(400, "InvalidArgument", "x-amz-copy-source is not bucket/key");
    }
    String key = path.substring(slash + 1);
    BucketContents from = buckets.require(path.substring(0, slash));
    Path file = Files.createTempFile(folder, "object", "");
    StoredObject copied = from.locked(key, _ -> take(request, from.require(key), file));
    BucketContents to = buckets.require(request.bucket());
    to.locked(
        request.key(),
        now -> {
          Conditions.checkWrite(request, now);
          to.put(request.key(), copied);
          return copied;
        });
    String result =
        Xml.element("LastModified", copied.modified().toString())
            + Xml.element("ETag", '"' + copied.etag() + '"');
    return S3Response.xml(200, Xml.document("CopyObjectResult", result));
  }

  private static StoredObject take(S3Request request, StoredObject source, Path file)
      throws IOException, S3Error {
    Optional<String> ifMatch = request.header("x-amz-copy-source-if-match");
    if (ifMatch.isPresent() && !Conditions.matches(ifMatch.get(), source)) {
      throw S3Error.preconditionFailed();
    }
    Files.copy(source.file(), file, StandardCopyOption.REPLACE_EXISTING);
    boolean replace =
        request.header("x-amz-metadata-directive").filter("REPLACE"::equals).isPresent();
    return new StoredObject(
        file,
        source.size(),
        source.etag(),
        now(),
        replace ? StoredObject.described(request) : source.described());
  }

  S3Response delete(S3Request request) throws IOException, S3Error {
    BucketContents bucket = buckets.require(request.bucket());
    bucket.locked(
        request.key(),
        now -> {
          bucket.remove(request.key());
          return now;
        });
    return S3Response.empty(204);
  }

  static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
