package slipway.report;

import org.jspecify.annotations.Nullable;
import slipway.manifest.Named;

/// How a host comes to ask the bucket.
///
/// @param intervalSec seconds between two polls; null where a timer decides, whose interval the
///   deployer does not know
public record Poll(Mode mode, @Nullable Integer intervalSec) {
  /// Who starts the passes.
  public enum Mode implements Named {
    DAEMON("daemon"),
    TIMER("timer");

    private final String text;

    Mode(String text) {
      this.text = text;
    }

    @Override
    public String text() {
      return text;
    }
  }
}
