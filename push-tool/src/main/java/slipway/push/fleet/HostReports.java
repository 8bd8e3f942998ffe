package slipway.push.fleet;

import java.util.List;
import slipway.push.outcome.Failure;

/// Where hosts say what they run.
public interface HostReports {
  /// The hosts that have ever reported.
  List<String> hosts() throws Failure;

  /// The newest of a host. Safe for use by many threads.
  ///
  /// @throws Failure where asking again will not help
  Sighting look(String host) throws Failure;
}
