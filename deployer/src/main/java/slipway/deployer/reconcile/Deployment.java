package slipway.deployer.reconcile;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.Release;

/// Releases that a pass is about to change.
///
/// @param generation of the manifest that asks for it
public record Deployment(@Nullable Instant generation, List<Change> changes) {
  public Deployment {
    changes = List.copyOf(changes);
  }

  /// @param from what runs, null where nothing does
  /// @param to what is to run, null where the service goes
  public record Change(String service, @Nullable Release from, @Nullable Release to) {}
}
