package slipway.deployer.notify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a message says of the host as a whole, or of one service.
///
/// @param previous what was told before
/// @param since when it was first found as it is
/// @param release the number of the one that runs, 0 where none does
/// @param reason empty where all is well
record Item(
    Outcome previous,
    Outcome outcome,
    Instant since,
    int release,
    @Nullable String revision,
    String reason) {

  static Item of(Outcome previous, Known known, Standing found) {
    return new Item(
        previous,
        known.outcome(),
        known.since(),
        found.release(),
        found.revision(),
        known.outcome().isGood() ? "" : found.reason());
  }

  static Item removed(Outcome previous, Instant now) {
    return new Item(previous, Outcome.REMOVED, now, 0, null, "");
  }
}
