package slipway.deployer.plan;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An operator wants nothing changed on this host for a while.
///
/// @param at when it began, by the host's clock
/// @param until when it ends by itself
/// @param by who asked for it, where that is known
public record Pause(Instant at, Instant until, @Nullable String reason, @Nullable String by) {
  public boolean holdsAt(Instant now) {
    return now.isBefore(until);
  }

  /// The same pause where the clock has been set back behind its beginning since: it lasts as long
  /// as was asked for, from now on, and not for as long as the clock was wrong.
  public Pause seenAt(Instant now) {
    return now.isBefore(at)
        ? new Pause(now, now.plus(Duration.between(at, until)), reason, by)
        : this;
  }

  /// One sentence for people.
  public String sentence() {
    return "paused until %s%s%s; `slipway-deployer resume` ends it"
        .formatted(until, by == null ? "" : " by " + by, reason == null ? "" : " (" + reason + ")");
  }
}
