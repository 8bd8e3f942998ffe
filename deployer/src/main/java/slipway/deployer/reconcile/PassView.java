package slipway.deployer.reconcile;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.Accepted;
import slipway.deployer.plan.Candidate;
import slipway.deployer.plan.HostState;
import slipway.deployer.plan.ObservedUnit;
import slipway.deployer.plan.Pause;

/// A pass as it stands at one moment.
///
/// @param wanted what the manifest that it goes by asks of this host
/// @param state as recorded
/// @param units by name, as last observed
/// @param work what was done since then
/// @param trouble with the bucket or the host as a whole
/// @param pause null where the host is not paused
/// @param running whether more is to come
public record PassView(
    List<Candidate> wanted,
    HostState state,
    Map<String, ObservedUnit> units,
    Work work,
    Trouble trouble,
    @Nullable Pause pause,
    boolean running) {
  public PassView {
    wanted = List.copyOf(wanted);
    units = Map.copyOf(units);
  }

  /// The ETag of the manifest where the host is as it says and every unit is up or down for good,
  /// so that the same view would be had again as long as nothing changes; null else.
  @Nullable String atRest() {
    boolean quiet =
        work.isNone()
            && trouble.isNone()
            && pause == null
            && state.services().values().stream().noneMatch(known -> known.draining() != null)
            && units.values().stream().allMatch(ObservedUnit::isSettled);
    Accepted accepted = state.accepted();
    return quiet && accepted != null && !accepted.etag().isEmpty() ? accepted.etag() : null;
  }

  /// @param steps by service, what is being done for it; a service that is not in it is at rest
  /// @param started services whose unit was started after it was observed
  /// @param down those of them that did not come up
  /// @param failed by service, or part of the host, why it is not as wanted
  public record Work(
      Map<String, Stage> steps, Set<String> started, Set<String> down, Map<String, String> failed) {
    public static final Work NONE = new Work(Map.of(), Set.of(), Set.of(), Map.of());

    public Work {
      steps = Map.copyOf(steps);
      started = Set.copyOf(started);
      down = Set.copyOf(down);
      failed = Map.copyOf(failed);
    }

    boolean isNone() {
      return steps.isEmpty() && started.isEmpty() && down.isEmpty() && failed.isEmpty();
    }
  }

  /// How far a service got in this pass.
  public enum Stage {
    WAITING,
    COPYING,
    STARTING,
    CHECKING,
    ROUTING
  }

  /// @param refused why the manifest in the bucket is not gone by, null where it is
  /// @param unavailable why the bucket could not be asked, null where it could
  /// @param broken why the pass itself ended early, null where it did not
  public record Trouble(
      @Nullable String refused, @Nullable String unavailable, @Nullable String broken) {
    public static final Trouble NONE = new Trouble(null, null, null);

    boolean isNone() {
      return refused == null && unavailable == null && broken == null;
    }

    Trouble and(String reason) {
      return new Trouble(refused, unavailable, reason);
    }
  }
}
