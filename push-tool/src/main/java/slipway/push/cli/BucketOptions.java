package slipway.push.cli;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import slipway.cache.BucketSettings;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

/// A bucket, as `init` is told of it.
final class BucketOptions {
  @Option(names = "--bucket", paramLabel = "NAME", description = "the bucket; it has to exist")
  private @Nullable String bucket;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "the provider, as https://host[:port] (default: AWS)")
  private @Nullable URI endpoint;

  @Option(names = "--region", paramLabel = "NAME", description = "its region (default: us-east-1)")
  private @Nullable String region;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "the AWS profile with your credentials (default: the AWS default chain)")
  private @Nullable String profile;

  @Option(
      names = "--path-style",
      negatable = true,
      description = "name the bucket in the path (default: where an endpoint is given)")
  private @Nullable Boolean pathStyle;

  @Option(names = "--prefix", paramLabel = "PREFIX", description = "a folder inside the bucket")
  private @Nullable String prefix;

  @Nullable String bucket() {
    return bucket;
  }

  @Nullable URI endpoint() {
    return endpoint;
  }

  @Nullable String region() {
    return region;
  }

  @Nullable String profile() {
    return profile;
  }

  /// Empty where no option was given.
  Optional<BucketSettings> settings() throws Failure {
    if (bucket == null) {
      if (endpoint != null || region != null || profile != null || prefix != null) {
        throw new Failure(
            ExitCode.USAGE, "wanted --bucket NAME together with what says where it is");
      }
      return Optional.empty();
    }
    return Optional.of(settings(bucket, endpoint, region == null ? "us-east-1" : region, profile));
  }

  /// With what the options say of prefix and path style.
  BucketSettings settings(
      String name, @Nullable URI server, String place, @Nullable String credentials)
      throws Failure {
    try {
      return new BucketSettings(
          name,
          place,
          server,
          credentials,
          pathStyle == null ? server != null : pathStyle,
          prefix == null ? "" : prefix);
    } catch (IllegalArgumentException e) {
      throw new Failure(ExitCode.USAGE, Failure.text(e), e);
    }
  }
}
