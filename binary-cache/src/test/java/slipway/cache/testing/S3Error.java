package slipway.cache.testing;

/// A request that is answered with an error.
final class S3Error extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  S3Error(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  static S3Error denied(String code, String message) {
    return new S3Error(403, code, message);
  }

  static S3Error noSuchKey(String key) {
    return new S3Error(404, "NoSuchKey", "There is no object " + key);
  }

  static S3Error preconditionFailed() {
    return new S3Error(412, "PreconditionFailed", "A condition of the request does not hold");
  }

  static S3Error notImplemented(String what) {
    return new S3Error(501, "NotImplemented", what + " is not implemented");
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  S3Response response() {
    String xml =
        Xml.element("Code", code)
            + Xml.element("Message", getMessage())
            + Xml.element("RequestId", "0");
    return S3Response.xml(status, Xml.document("Error", xml));
  }
}
