package slipway.deployer.notify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is remembered of the host as a whole, or of one service.
///
/// @param outcome that it was last found with
/// @param entry what that is about
/// @param since when it was first found so
/// @param release the number of the last one that worked, 0 where none did
/// @param episode null where nobody knows it as not well
public record Known(
    Outcome outcome, String entry, Instant since, int release, @Nullable Episode episode) {
  static final Known NOTHING = new Known(Outcome.OK, "", Instant.EPOCH, 0, null);

  /// Where the clock was set back, it begins anew.
  Known found(Outcome now, Standing found, Instant at) {
    boolean lasts = outcome == now && entry.equals(found.entry()) && !since.isAfter(at);
    return new Known(now, found.entry(), lasts ? since : at, release, episode);
  }

  Known with(@Nullable Episode next) {
    return new Known(outcome, entry, since, release, next);
  }

  Known working(int number) {
    return new Known(outcome, entry, since, number, episode);
  }
}
