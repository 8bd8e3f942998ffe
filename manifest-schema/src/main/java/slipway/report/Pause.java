package slipway.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An operator has told the host to change nothing for a while.
///
/// @param by who did, where that is known
public record Pause(Instant until, @Nullable String reason, @Nullable String by) {
  public Pause {
    reason = reason == null ? null : ReportText.message(reason);
    by = by == null ? null : ReportText.line(by);
  }
}
