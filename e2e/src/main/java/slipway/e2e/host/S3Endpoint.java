package slipway.e2e.host;

import java.net.URI;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An S3 server and one user of it.
public record S3Endpoint(URI address, String accessKey, String secretKey) {
  /// The `bucket` object of both settings files.
  public ObjectNode bucketSettings(String bucket) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("bucket", bucket)
        .put("region", "us-east-1")
        .put("endpoint", address.toString())
        .put("pathStyle", true);
  }

  /// An AWS credentials file whose default profile is this user.
  public String credentialsFile() {
    return """
    [default]
    aws_access_key_id = %s
    aws_secret_access_key = %s
    """
        .formatted(accessKey, secretKey);
  }

  /// Without the keys.
  @Override
  public String toString() {
    return address.toString();
  }
}
