package slipway.deployer.reconcile;

import java.util.List;

/// What came of telling how a pass ended.
///
/// @param notices what the operator should hear of the telling itself and has not heard yet
/// @param waits whether there is more to tell, now or in time, though the host stays as it is
public record Told(List<String> notices, boolean waits) {
  public static final Told NOTHING = new Told(List.of(), false);

  public Told {
    notices = List.copyOf(notices);
  }

  static Told all(List<Told> all) {
    return new Told(
        all.stream().flatMap(told -> told.notices().stream()).toList(),
        all.stream().anyMatch(Told::waits));
  }

  /// Whether a host that stays as it is needs no further pass for it.
  boolean isDone() {
    return notices.isEmpty() && !waits;
  }
}
