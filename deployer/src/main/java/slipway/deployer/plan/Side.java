package slipway.deployer.plan;

import java.util.List;
import slipway.manifest.Http;
import slipway.manifest.Service;
import slipway.unit.Instance;

/// Which of a service's two instances visitors reach. A service with one has it on the internal
/// side.
public enum Side {
  INTERNAL,
  STANDBY;

  /// The instance of a service with two that is on this side.
  Instance of(Service service) {
    List<Instance> both = Instance.all(service);
    return switch (this) {
      case INTERNAL -> both.getFirst();
      case STANDBY -> both.getLast();
    };
  }

  Side other() {
    return this == INTERNAL ? STANDBY : INTERNAL;
  }

  static Side of(Instance instance) {
    Http http = instance.service().http();
    return instance.port() != null && http != null && instance.port().equals(http.standbyPort())
        ? STANDBY
        : INTERNAL;
  }
}
