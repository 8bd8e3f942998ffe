package slipway.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where an object lies, as far as that takes none of the SDK's rules: with a provider's endpoint,
/// or in a region of AWS's first partition.
final class ObjectAddress {
  private static final Pattern AWS = Pattern.compile("(us|eu|ap|sa|ca|me|af|il|mx)-[a-z]+-[0-9]+");

  /// Of an IPv4 or IPv6 address: nothing can stand before it.
  private static final Pattern NUMBERS = Pattern.compile("[0-9.]+|\\[.*]");

  /// What TLS certificates and host names take as one label.
  private static final Pattern LABEL = Pattern.compile("[a-z0-9-]+");

  /// Variables by which the SDK takes another way.
  private static final List<String> ELSEWHERE =
      List.of(
          "AWS_ENDPOINT_URL",
          "AWS_ENDPOINT_URL_S3",
          "AWS_USE_FIPS_ENDPOINT",
          "AWS_USE_DUALSTACK_ENDPOINT",
          "HTTP_PROXY",
          "http_proxy",
          "HTTPS_PROXY",
          "https_proxy");

  private ObjectAddress() {}

  /// Whether it takes the SDK to know the way.
  static boolean isElsewhere(Map<String, String> environment) {
    return ELSEWHERE.stream().anyMatch(environment::containsKey);
  }

  /// @param key whole, with the prefix of the settings
  static Optional<URI> of(BucketSettings where, String key) {
    URI base = where.endpoint();
    if (base == null) {
      if (!AWS.matcher(where.region()).matches()) {
        return Optional.empty();
      }
      base = URI.create("https://s3." + where.region() + ".amazonaws.com");
    }
    String host = base.getHost();
    boolean inPath =
        where.pathStyle()
            || NUMBERS.matcher(host).matches()
            || !LABEL.matcher(where.bucket()).matches();
    return Optional.of(
        URI.create(
            "%s://%s%s/%s%s"
                .formatted(
                    base.getScheme().toLowerCase(Locale.ROOT),
                    inPath ? host : where.bucket() + "." + host,
                    base.getPort() < 0 ? "" : ":" + base.getPort(),
                    inPath ? where.bucket() + "/" : "",
                    encoded(key))));
  }

  /// All but what RFC 3986 calls unreserved, and slashes.
  static String encoded(String key) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : key.getBytes(UTF_8)) {
      char c = (char) (octet & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-._~/".indexOf(c) >= 0;
      encoded.append(plain ? Character.toString(c) : "%%%02X".formatted((int) c));
    }
    return encoded.toString();
  }
}
