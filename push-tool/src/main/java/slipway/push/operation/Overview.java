package slipway.push.operation;

import java.util.List;
import java.util.Optional;
import slipway.push.fleet.Fleet;

/// All that a bucket says of a fleet at one moment.
///
/// @param bucket as it is shown to people
/// @param unlisted why hosts that the manifest does not name may be missing; empty where all that
///   have ever reported are in it
public record Overview(String bucket, Fleet fleet, Optional<String> unlisted, Past past) {
  /// The manifests that were current.
  public sealed interface Past {
    /// @param entries the newest first
    /// @param more whether there are earlier ones
    record Known(List<History.Entry> entries, boolean more) implements Past {
      public Known {
        entries = List.copyOf(entries);
      }
    }

    /// The archive could not be read.
    record Unknown(String problem) implements Past {}
  }
}
