package slipway.cache;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
/// @param prefix what every key starts with inside the bucket: empty, or folders ending in `/`,
///   which is added where it is missing
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

  /// @throws IllegalArgumentException with every problem that [#problems] names
  public BucketSettings {
    prefix = withSlash(prefix);
    Map<String, String> problems = problems(bucket, region, endpoint, profile, prefix);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("bucket settings: " + problems);
    }
  }

  // By hand: what the compiler writes for a record is made up of method handles when it is first
  // called, which takes longer than a request.
  @Override
  public boolean equals(Object other) {
    return other instanceof BucketSettings that
        && bucket.equals(that.bucket)
        && region.equals(that.region)
        && Objects.equals(endpoint, that.endpoint)
        && Objects.equals(profile, that.profile)
        && pathStyle == that.pathStyle
        && prefix.equals(that.prefix);
  }

  @Override
  public int hashCode() {
    return Objects.hash(bucket, region, endpoint, profile, pathStyle, prefix);
  }

  /// What keeps values from being settings: the name of each such value, in order, with what was
  /// found and wanted.
  public static Map<String, String> problems(
      String bucket,
      String region,
      @Nullable URI endpoint,
      @Nullable String profile,
      String prefix) {
    Map<String, String> problems = new LinkedHashMap<>();
    check(problems, "bucket", BUCKET, bucket, "3 to 63 letters, digits, '.', '_' or '-'");
    check(problems, "region", REGION, region, "a region such as eu-central-1");
    if (endpoint != null && !isServer(endpoint)) {
      // The value may hold a password (https://user:secret@host), so it is not repeated.
      problems.put("endpoint", "wanted http(s)://host[:port] without path, query or user name");
    }
    if (profile != null) {
      check(problems, "profile", PROFILE, profile, "the name of an AWS profile");
    }
    check(problems, "prefix", PREFIX, withSlash(prefix), "folders such as team/cache/");
    return problems;
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

  private static boolean isServer(URI endpoint) {
    String scheme =
        endpoint.getScheme() == null ? "" : endpoint.getScheme().toLowerCase(Locale.ROOT);
    String path = endpoint.getRawPath();
    return (scheme.equals("http") || scheme.equals("https"))
        && endpoint.getHost() != null
        && endpoint.getRawUserInfo() == null
        && (path == null || path.isEmpty() || path.equals("/"))
        && endpoint.getRawQuery() == null
        && endpoint.getRawFragment() == null;
  }

  private static String withSlash(String prefix) {
    return prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
  }

  private static void check(
      Map<String, String> problems, String name, Pattern form, String value, String wanted) {
    if (!form.matcher(value).matches()) {
      problems.put(name, "found \"" + value + "\"; wanted " + wanted);
    }
  }
}
