package slipway.push.fleet;

import java.util.Optional;
import slipway.report.ServiceReport;

/// One service on one host.
///
/// @param reported what the host says of it; empty where it says nothing
public record Cell(State state, Optional<ServiceReport> reported) {
  /// How it stands to the current manifest.
  public enum State {
    /// The entry of the manifest runs and is healthy.
    DEPLOYED,
    /// A pass is working on it.
    DEPLOYING,
    /// The entry failed, and an earlier release runs.
    ROLLED_BACK,
    /// The entry failed.
    FAILED,
    /// The entry could not be started so far.
    BLOCKED,
    /// The host goes by another entry of it.
    BEHIND,
    /// The host has not begun with it.
    PENDING,
    /// It has to go, and is still there.
    LEAVING
  }

  boolean isWrong() {
    return switch (state) {
      case ROLLED_BACK, FAILED, BLOCKED -> true;
      case DEPLOYED, DEPLOYING, BEHIND, PENDING, LEAVING -> false;
    };
  }

  /// @param fingerprint of its entry in the current manifest; empty where it has none for this host
  static Optional<Cell> of(Optional<String> fingerprint, Optional<ServiceReport> reported) {
    if (fingerprint.isEmpty()) {
      return reported.map(service -> new Cell(State.LEAVING, reported));
    }
    return Optional.of(
        new Cell(
            reported
                .map(service ->
                    fingerprint.get().equals(service.wanted()) ? state(service) : State.BEHIND)
                .orElse(State.PENDING),
            reported));
  }

  private static State state(ServiceReport service) {
    return switch (service.state()) {
      case DEPLOYED -> State.DEPLOYED;
      case DEPLOYING -> State.DEPLOYING;
      case ROLLED_BACK -> State.ROLLED_BACK;
      case FAILED -> State.FAILED;
      case BLOCKED -> State.BLOCKED;
      case REMOVING -> State.LEAVING;
    };
  }
}
