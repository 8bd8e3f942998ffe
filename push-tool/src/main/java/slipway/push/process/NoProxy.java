package slipway.push.process;

import java.util.Map;

/// The hosts that are asked without a proxy, as curl reads them: `no_proxy`, and `NO_PROXY` where
/// that is unset or empty. See https://curl.se/libcurl/c/CURLOPT_NOPROXY.html
final class NoProxy {
  private static final String LOWER = "no_proxy";
  private static final String UPPER = "NO_PROXY";

  private NoProxy() {}

  /// Adds `host` to both variables, and leaves what they name.
  static void add(String host, Map<String, String> environment) {
    String lower = environment.getOrDefault(LOWER, "");
    String upper = environment.getOrDefault(UPPER, "");
    // A lower one that was not there before would hide what the upper one names.
    environment.put(LOWER, with(host, lower.isEmpty() ? upper : lower));
    environment.put(UPPER, with(host, upper.isEmpty() ? lower : upper));
  }

  private static String with(String host, String hosts) {
    // "*" means every host only while it stands alone.
    return switch (hosts) {
      case "" -> host;
      case "*" -> hosts;
      default -> hosts + "," + host;
    };
  }
}
