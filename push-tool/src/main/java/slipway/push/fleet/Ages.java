package slipway.push.fleet;

import java.time.Duration;
import java.time.Instant;

/// How long ago something was, in one unit.
public final class Ages {
  private Ages() {}

  public static String ago(Instant then, Instant now) {
    return of(Duration.between(then, now)) + " ago";
  }

  /// For example `12 s`, `3 min`, `5 h`, `2 d`.
  public static String of(Duration age) {
    long seconds = Math.max(0, age.toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 7200) {
      return seconds / 60 + " min";
    }
    return seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
  }
}
