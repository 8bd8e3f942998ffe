package slipway.cache;

import java.time.Duration;

/// How long the bucket may take before a request counts as failed.
///
/// @param connect to open a connection
/// @param read without a single byte arriving
/// @param call for one request as a whole, its retries included; streamed objects are exempt, since
///   their time depends on their size, and are bound by `read` instead
/// @param attempts how often one request is tried, 1 to 10
public record Timeouts(Duration connect, Duration read, Duration call, int attempts) {
  /// For a link to a healthy provider, however far away.
  public static final Timeouts DEFAULT =
      new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(60), 3);

  public Timeouts {
    if (connect.isNegative() || connect.isZero() || read.isNegative() || read.isZero()) {
      throw new IllegalArgumentException("connect and read time-outs must be longer than zero");
    }
    if (call.compareTo(connect) < 0) {
      throw new IllegalArgumentException(
          "the call time-out must not be below the connect time-out");
    }
    if (attempts < 1 || attempts > 10) {
      throw new IllegalArgumentException("attempts is " + attempts + "; wanted 1 to 10");
    }
  }
}
