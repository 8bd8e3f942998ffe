package slipway.deployer.report;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What became of the latest reports.
///
/// @param at when one was last written, null where none was
/// @param digest of what it said, its times aside; empty where the one in the bucket may say
///   something else
/// @param trouble null where the last one was written
public record Sent(@Nullable Instant at, String digest, @Nullable Trouble trouble) {
  public static final Sent NOTHING = new Sent(null, "", null);

  /// A report that says nothing new is written no more often than this.
  static final Duration REPEAT = Duration.ofMinutes(5);

  static final Duration AGAIN_AFTER_REFUSAL = Duration.ofMinutes(5);
  static final Duration AGAIN_AFTER_FAILURE = Duration.ofMinutes(1);

  /// The last one could not be written.
  ///
  /// @param tried when
  /// @param refused by the bucket, rather than not answered
  /// @param told whether the operator has heard of it
  public record Trouble(Instant tried, boolean refused, boolean told) {}

  /// @param now of the host's clock, which may have been set back since
  boolean isDue(String news, boolean changed, Instant now) {
    if (!mayTry(now)) {
      return false;
    }
    return trouble != null
        || at == null
        || changed
        || !news.equals(digest)
        || isOver(at, REPEAT, now);
  }

  boolean mayTry(Instant now) {
    return trouble == null
        || isOver(
            trouble.tried(), trouble.refused() ? AGAIN_AFTER_REFUSAL : AGAIN_AFTER_FAILURE, now);
  }

  /// A report on the way of a pass is about to take the place of the last one.
  Sent unfinished() {
    return new Sent(at, "", trouble);
  }

  static Sent written(String digest, Instant now) {
    return new Sent(now, digest, null);
  }

  Sent notWritten(boolean refused, boolean told, Instant now) {
    return new Sent(at, "", new Trouble(now, refused, told));
  }

  private static boolean isOver(Instant since, Duration wait, Instant now) {
    return now.isBefore(since) || !now.isBefore(since.plus(wait));
  }
}
