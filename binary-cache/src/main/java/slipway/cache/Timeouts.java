package slipway.cache;

import java.time.Duration;

/// How long the bucket may take before a request counts as failed.
///
/// @param connect to open a connection
/// @param read without a single byte arriving; a body that comes with less than 1 KiB a second over
///   so long is given up, too
/// @param call for one request as a whole, its retries included, before the time that its body may
///   take: a second for every 16 KiB
/// @param attempts how often one request is tried, 1 to 10
public record Timeouts(Duration connect, Duration read, Duration call, int attempts) {
  /// For a link to a healthy provider, however far away.
  public static final Timeouts DEFAULT =
      new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(60), 3);

  private static final int SLOWEST_BYTES_PER_SECOND = 16 * 1024;

  public Timeouts {
    if (!connect.isPositive() || !read.isPositive() || !call.isPositive()) {
      throw new IllegalArgumentException("every time-out must be longer than zero");
    }
    if (attempts < 1 || attempts > 10) {
      throw new IllegalArgumentException("attempts is " + attempts + "; wanted 1 to 10");
    }
  }

  /// For a request that moves up to so many bytes.
  Duration callWith(long bytes) {
    return call.plusSeconds(bytes / SLOWEST_BYTES_PER_SECOND);
  }
}
