package slipway.cache.settings;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import slipway.cache.BucketSettings;

/// Reads where a bucket is from an object of a settings file.
public final class BucketSettingsReader {
  private static final BucketSettings UNREADABLE =
      new BucketSettings("unreadable", "us-east-1", null, null, false, "");

  private BucketSettingsReader() {}

  /// Keys: `bucket`, `region` ["us-east-1"], `endpoint`, `profile`, `pathStyle` [true where an
  /// endpoint is given], `prefix` [""]. What cannot be used becomes a problem of `settings`, and a
  /// placeholder is returned; nothing is to be done with it once `settings` has problems.
  public static BucketSettings read(SettingsObject settings) {
    String bucket = settings.string("bucket");
    String region = settings.string("region", "us-east-1");
    Optional<URI> endpoint = settings.uri("endpoint");
    Optional<String> profile = settings.optionalString("profile");
    boolean pathStyle = settings.bool("pathStyle", endpoint.isPresent());
    String prefix = settings.string("prefix", "");
    if (bucket.isEmpty()) {
      return UNREADABLE;
    }
    Map<String, String> problems =
        BucketSettings.problems(
            bucket, region, endpoint.orElse(null), profile.orElse(null), prefix);
    problems.forEach(settings::problem);
    return problems.isEmpty()
        ? new BucketSettings(
            bucket, region, endpoint.orElse(null), profile.orElse(null), pathStyle, prefix)
        : UNREADABLE;
  }
}
