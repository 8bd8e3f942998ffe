package slipway.deployer.nix;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import slipway.cache.BucketSettings;
import slipway.deployer.reconcile.HostException;
import slipway.manifest.StorePath;

/// Lets Nix read the bucket by itself (`s3://…`). Needs a Nix built with S3 support, credentials
/// where Nix looks for them, and a bucket without key prefix.
public final class NativeTransport implements Transport {
  private final BucketSettings bucket;
  private final Map<String, String> environment;

  /// @param environment the deployer's own; what names credentials and proxies is passed on to Nix
  public NativeTransport(BucketSettings bucket, Map<String, String> environment) {
    this.bucket = bucket;
    this.environment =
        environment.entrySet().stream()
            .filter(entry -> isPassedOn(entry.getKey()))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public String source() {
    return bucket.display() + " at " + bucket.displayEndpoint();
  }

  @Override
  public Lease open(Path directory, Set<StorePath> tops) throws HostException {
    if (!bucket.prefix().isEmpty()) {
      throw new HostException(
          "nix cannot read "
              + bucket.display()
              + " by itself, since it knows no key prefixes; use the loopback transport or a"
              + " bucket of its own for the cache");
    }
    return new Direct(uri(), environment);
  }

  /// As in nix3-help-stores(1), "S3 Binary Cache Store".
  private String uri() {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("region", bucket.region());
    if (bucket.profile() != null) {
      parameters.put("profile", bucket.profile());
    }
    URI endpoint = bucket.endpoint();
    if (endpoint != null) {
      parameters.put("endpoint", endpoint.getRawAuthority());
      parameters.put("scheme", endpoint.getScheme().toLowerCase(Locale.ROOT));
    }
    return "s3://"
        + bucket.bucket()
        + "?"
        + parameters.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
            .collect(Collectors.joining("&"));
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20").replace("%3A", ":");
  }

  private static boolean isPassedOn(String name) {
    return name.startsWith("AWS_")
        || name.equals("HOME")
        || name.toLowerCase(Locale.ROOT).endsWith("_proxy");
  }

  private record Direct(String uri, Map<String, String> environment) implements Lease {
    @Override
    public Map<String, String> options() {
      return Map.of();
    }

    @Override
    public Optional<Trouble> trouble() {
      return Optional.empty();
    }

    @Override
    public void close() {}
  }
}
