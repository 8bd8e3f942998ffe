package slipway.push.fleet;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import slipway.report.HostReport;
import slipway.report.ReportedState;
import slipway.report.ServiceReport;

/// The finished passes of one host that were seen since a wait began.
///
/// @param last when the newest of them was reported, by the host's clock
/// @param blocked how many in a row found the entry of this fingerprint blocked
public record Passes(Optional<Instant> last, Map<String, Integer> blocked) {
  public static final Passes NONE = new Passes(Optional.empty(), Map.of());

  public Passes {
    blocked = Map.copyOf(blocked);
  }

  /// These and, where it reports another finished pass, that one.
  public Passes and(Sighting newest) {
    return switch (newest) {
      case Sighting.Reported(HostReport report, _) -> and(report);
      case Sighting.Never _, Sighting.Unasked _, Sighting.Unreadable _ -> this;
    };
  }

  private Passes and(HostReport report) {
    if (report.running() || last.equals(Optional.of(report.at()))) {
      return this;
    }
    Map<String, Integer> counts = new HashMap<>();
    for (ServiceReport service : report.services()) {
      String wanted = service.wanted();
      if (service.state() == ReportedState.BLOCKED && wanted != null) {
        counts.put(wanted, 1 + blocked(wanted));
      }
    }
    return new Passes(Optional.of(report.at()), counts);
  }

  int blocked(String fingerprint) {
    return blocked.getOrDefault(fingerprint, 0);
  }
}
