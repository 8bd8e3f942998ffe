package slipway.deployer.reconcile;

import java.util.Optional;
import slipway.manifest.Service;

/// What must hold on the host before a release may touch anything that runs.
public interface Preflight {
  /// Why this release cannot start here, in one sentence for people; empty where it can. Asked when
  /// its closure is on disk. The unit may be running an earlier release.
  Optional<String> objection(Service service, String unit);
}
