package slipway.deployer.reconcile;

import java.util.List;
import java.util.Optional;

/// What an operator has done around a deploy.
public interface Hooks {
  /// Nothing.
  Hooks NONE =
      new Hooks() {
        @Override
        public Optional<String> before(Deployment deployment) {
          return Optional.empty();
        }

        @Override
        public Optional<String> after(Deployment deployment, List<Changed> changed) {
          return Optional.empty();
        }
      };

  /// Asked before anything that runs is touched. Returns within its limit.
  ///
  /// @return why nothing of it may be deployed now; empty where it may
  Optional<String> before(Deployment deployment);

  /// Told when it is over, however it went.
  ///
  /// @return what the operator should hear of the hook itself
  Optional<String> after(Deployment deployment, List<Changed> changed);
}
