package slipway.cache.testing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.NavigableMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Requests about a bucket: creation, existence and ListObjectsV2.
record BucketOperations(Buckets buckets) {
  private static final int LARGEST_PAGE = 1000;

  S3Response create(S3Request request) {
    buckets.create(request.bucket());
    return S3Response.empty(200).with("Location", "/" + request.bucket());
  }

  S3Response head(S3Request request) throws S3Error {
    buckets.require(request.bucket());
    return S3Response.empty(200);
  }

  S3Response list(S3Request request) throws S3Error {
    if (!request.parameter("list-type", "").equals("2")) {
      throw S3Error.notImplemented("A listing other than version 2");
    }
    BucketContents bucket = buckets.require(request.bucket());
    String prefix = request.parameter("prefix", "");
    String after =
        request.asks("continuation-token")
            ? untoken(request.parameter("continuation-token", ""))
            : request.parameter("start-after", "");
    int most = Math.min(LARGEST_PAGE, Integer.parseInt(request.parameter("max-keys", "1000")));
    boolean encoded = request.parameter("encoding-type", "").equals("url");
    UnaryOperator<String> shown = key -> encoded ? Percent.encodePath(key) : key;
    NavigableMap<String, StoredObject> page =
        bucket.page(prefix, request.parameter("delimiter", ""), after, most + 1);
    boolean truncated = page.size() > most;
    if (truncated) {
      page.pollLastEntry();
    }
    String rows =
        page.entrySet().stream()
            .map(entry -> row(shown.apply(entry.getKey()), entry.getValue()))
            .collect(Collectors.joining());
    return S3Response.xml(
        200,
        Xml.document(
            "ListBucketResult",
            Xml.element("Name", request.bucket())
                + Xml.element("Prefix", shown.apply(prefix))
                + (encoded ? Xml.element("EncodingType", "url") : "")
                + Xml.element("KeyCount", Integer.toString(page.size()))
                + Xml.element("MaxKeys", Integer.toString(most))
                + Xml.element("IsTruncated", Boolean.toString(truncated))
                + (truncated ? Xml.element("NextContinuationToken", token(page.lastKey())) : "")
                + rows));
  }

  private static String row(String key, StoredObject object) {
    return Xml.parent(
        "Contents",
        Xml.element("Key", key)
            + Xml.element("LastModified", object.modified().toString())
            + Xml.element("ETag", '"' + object.etag() + '"')
            + Xml.element("Size", Long.toString(object.size()))
            + Xml.element("StorageClass", "STANDARD"));
  }

  private static String token(String key) {
    return Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static String untoken(String token) throws S3Error {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw new S3Error(400, "InvalidArgument", "The continuation token is not one of ours");
    }
  }
}
