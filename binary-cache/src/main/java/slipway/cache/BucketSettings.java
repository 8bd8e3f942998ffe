package slipway.cache;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a bucket is, and who asks: all that settings say about it.
///
/// @param bucket the bucket's name, 3 to 63 characters
/// @param region the region requests are signed for; providers without regions take `us-east-1`
/// @param endpoint `http(s)://host[:port]` of the provider; absent means AWS in `region`
/// @param profile the named AWS profile whose credentials are used and no other; absent means the
///   AWS default chain
/// @param pathStyle whether the bucket's name stands in the path instead of the host name
/// @param prefix what every key starts with inside the bucket: empty, or ending in `/`, which is
///   added where it is missing
public record BucketSettings(
    String bucket,
    String region,
    @Nullable URI endpoint,
    @Nullable String profile,
    boolean pathStyle,
    String prefix) {
  private static final Pattern BUCKET =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]");
  private static final Pattern REGION = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._=+-]*/)*");
  private static final Pattern PROFILE = Pattern.compile("[^\\p{Cntrl}\\[\\]]{1,128}");

  /// @throws IllegalArgumentException with a sentence about the first value that cannot be used
  public BucketSettings {
    require(BUCKET, bucket, "bucket", "a bucket name: 3 to 63 letters, digits, '.', '_' or '-'");
    require(REGION, region, "region", "a region such as eu-central-1");
    if (profile != null) {
      require(PROFILE, profile, "profile", "the name of an AWS profile");
    }
    if (endpoint != null) {
      requireEndpoint(endpoint);
    }
    prefix = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    require(
        PREFIX, prefix, "prefix", "folders such as team/cache/, each starting alphanumerically");
  }

  /// The full key of an object named relative to the prefix.
  public String key(String name) {
    return prefix + name;
  }

  /// The bucket as it is shown to people, for example `s3://releases/team/`.
  public String display() {
    return "s3://" + bucket + "/" + prefix;
  }

  /// The server as it is shown to people.
  public String displayEndpoint() {
    return endpoint == null ? "AWS " + region : endpoint.toString();
  }

  private static void requireEndpoint(URI endpoint) {
    String scheme =
        endpoint.getScheme() == null ? "" : endpoint.getScheme().toLowerCase(Locale.ROOT);
    String path = endpoint.getRawPath();
    boolean bare =
        endpoint.getHost() != null
            && endpoint.getRawUserInfo() == null
            && (path == null || path.isEmpty() || path.equals("/"))
            && endpoint.getRawQuery() == null
            && endpoint.getRawFragment() == null;
    if (!bare || !(scheme.equals("http") || scheme.equals("https"))) {
      // The value may hold a password (https://user:secret@host), so it is not repeated.
      throw new IllegalArgumentException(
          "endpoint is not of the form http(s)://host[:port], without path, query or user name");
    }
  }

  private static void require(Pattern pattern, String value, String name, String wanted) {
    if (!pattern.matcher(value).matches()) {
      throw new IllegalArgumentException(name + " is \"" + value + "\"; wanted " + wanted);
    }
  }
}
