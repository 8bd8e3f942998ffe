package slipway.cache;

import java.time.InstantSource;
import java.util.Map;

/// Shortcuts with a key of the test's.
final class Shortcuts {
  private Shortcuts() {}

  static Shortcut of(BucketSettings where, String access, String secret, Timeouts timeouts) {
    return Shortcut.of(
            where,
            Map.of(
                "HOME",
                "/nonexistent",
                "AWS_ACCESS_KEY_ID",
                access,
                "AWS_SECRET_ACCESS_KEY",
                secret),
            InstantSource.system(),
            timeouts)
        .orElseThrow();
  }
}
