package slipway.push.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import slipway.report.ReportedHealth;
import slipway.report.ServiceReport;

/// One service on one host.
///
/// @param reported what the host says of it; empty where it says nothing
public record Cell(State state, Optional<ServiceReport> reported) {
  /// How it stands to the current manifest.
  public enum State {
    /// The entry of the manifest runs and is healthy.
    DEPLOYED("deployed"),
    /// A pass is working on it.
    DEPLOYING("deploying"),
    /// The entry failed, and an earlier release runs.
    ROLLED_BACK("rolled back"),
    /// The entry failed.
    FAILED("failed"),
    /// The entry could not be started so far.
    BLOCKED("blocked"),
    /// The host goes by another entry of it.
    BEHIND("behind"),
    /// The host has not begun with it.
    PENDING("not begun"),
    /// It has to go, and is still there.
    LEAVING("leaving");

    private final String words;

    State(String words) {
      this.words = words;
    }

    /// For people.
    public String words() {
      return words;
    }
  }

  /// Whether the host could not do what was asked of it.
  public boolean isWrong() {
    return switch (state) {
      case ROLLED_BACK, FAILED, BLOCKED -> true;
      case DEPLOYED, DEPLOYING, BEHIND, PENDING, LEAVING -> false;
    };
  }

  /// Whether it is as the manifest says, and its health check fails all the same.
  public boolean isUnhealthy() {
    return state == State.DEPLOYED
        && reported.filter(it -> it.health() == ReportedHealth.UNHEALTHY).isPresent();
  }

  /// Whatever somebody should know about it, one line each.
  public List<String> notes() {
    return reported.map(this::notes).orElse(List.of());
  }

  private List<String> notes(ServiceReport service) {
    List<String> notes = new ArrayList<>();
    if (service.error() != null) {
      notes.add(service.state().text() + ": " + service.error().message());
    } else if (isWrong()) {
      notes.add(service.state().text());
    }
    if (isUnhealthy()) {
      notes.add("runs, and its health check fails now");
    }
    if (service.restarts() > 0) {
      notes.add("restarted by systemd %d times".formatted(service.restarts()));
    }
    return notes;
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
