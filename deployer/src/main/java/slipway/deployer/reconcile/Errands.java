package slipway.deployer.reconcile;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Runs programs of the operator's, each in a unit of its own: nothing of the deployer's sandbox
/// holds for them, and nothing that they leave behind outlives their time.
public interface Errands {
  /// Waits for its end.
  ///
  /// @throws HostException where it cannot even be begun
  Ending run(Errand errand) throws HostException;

  /// @param unit of which there is never more than one
  /// @param command an absolute path and arguments
  /// @param input what it finds on stdin; other users of the host can see it
  /// @param limit after which it is killed, with all that it started
  record Errand(
      String unit,
      String description,
      List<String> command,
      SortedMap<String, String> environment,
      byte[] input,
      Duration limit) {
    public Errand(
        String unit,
        String description,
        List<String> command,
        Map<String, String> environment,
        byte[] input,
        Duration limit) {
      this(unit, description, command, new TreeMap<>(environment), input, limit);
    }
  }

  /// How it ended.
  sealed interface Ending {
    /// With exit code 0.
    record Done() implements Ending {}

    /// @param reason in words that fit after a colon, with what to look at
    record Failed(String reason) implements Ending {}

    /// One of that name, of an earlier process of the deployer's, is under way.
    record Busy() implements Ending {}
  }
}
