package slipway.deployer.report;

import java.time.Instant;
import java.util.Optional;
import slipway.deployer.report.ReportBucket.Delivery;
import slipway.deployer.report.Sent.Trouble;

/// What one delivery comes to; pure.
///
/// @param notice what the operator should hear of it: the first time that it fails, and the first
///   time that it works again
record Outcome(Sent sent, Optional<String> notice) {

  /// @param bucketAway whether the pass itself could not ask the bucket, and says so
  static Outcome of(
      Sent before, Delivery delivery, String digest, boolean bucketAway, Instant now) {
    return switch (delivery) {
      case Delivery.Written() ->
          new Outcome(
              Sent.written(digest, now),
              isTold(before) ? Optional.of("reports are written again") : Optional.empty());
      case Delivery.Refused(String reason) -> trouble(before, true, reason, bucketAway, now);
      case Delivery.Failed(String reason) -> trouble(before, false, reason, bucketAway, now);
    };
  }

  private static Outcome trouble(
      Sent before, boolean refused, String reason, boolean bucketAway, Instant now) {
    boolean tell = !isTold(before) && !bucketAway;
    return new Outcome(
        before.notWritten(refused, tell || isTold(before), now),
        tell
            ? Optional.of(
                "cannot write this host's report: %s; deploys go on without it, and it is tried again quietly. The host needs PutObject on this one key, or set report.enabled to false"
                    .formatted(reason))
            : Optional.empty());
  }

  private static boolean isTold(Sent before) {
    Trouble trouble = before.trouble();
    return trouble != null && trouble.told();
  }
}
