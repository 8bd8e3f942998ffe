package slipway.deployer.health;

import java.util.Optional;
import slipway.manifest.Service;

/// One thing that must hold on the host before a release may start.
interface Rule {
  /// Why it does not hold, in one sentence with the next step.
  ///
  /// @param unit the unit that the release would run in
  Optional<String> objection(Service service, String unit);
}
