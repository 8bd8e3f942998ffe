package slipway.cache;

/// ETags as the API hands them around: without the quotes that HTTP puts around them.
final class Etags {
  private Etags() {}

  static String bare(String etag) {
    return etag.length() >= 2 && etag.startsWith("\"") && etag.endsWith("\"")
        ? etag.substring(1, etag.length() - 1)
        : etag;
  }

  static String quoted(String etag) {
    return etag.endsWith("\"") ? etag : "\"" + etag + "\"";
  }
}
