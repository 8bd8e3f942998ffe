package slipway.report;

import java.util.Optional;
import java.util.regex.Pattern;

/// Where in the bucket a host's report lies: `status/<host>.json`.
public final class StatusKey {
  /// What the keys of all reports start with.
  public static final String PREFIX = "status/";

  private static final String SUFFIX = ".json";

  /// As the manifest's schema has it, so that no name leads to another key.
  private static final Pattern HOST =
      Pattern.compile("(?!.*([.][.]|-[.]|[.]-|[.-]$))[A-Za-z0-9][A-Za-z0-9_.-]{0,252}");

  private StatusKey() {}

  public static boolean isHostName(String name) {
    return HOST.matcher(name).matches();
  }

  /// @throws IllegalArgumentException where `host` is no host name
  public static String of(String host) {
    if (!isHostName(host)) {
      throw new IllegalArgumentException("not a host name: " + ReportText.line(host));
    }
    return PREFIX + host + SUFFIX;
  }

  /// The host whose report has this key; empty for any other key.
  public static Optional<String> hostOf(String key) {
    if (!key.startsWith(PREFIX) || !key.endsWith(SUFFIX)) {
      return Optional.empty();
    }
    String host =
        key.substring(PREFIX.length(), Math.max(PREFIX.length(), key.length() - SUFFIX.length()));
    return isHostName(host) ? Optional.of(host) : Optional.empty();
  }
}
