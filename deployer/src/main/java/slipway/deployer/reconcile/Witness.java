package slipway.deployer.reconcile;

import java.util.Optional;

/// Who is told how a pass goes. Whatever becomes of the telling, nothing on the host depends on it:
/// neither method throws.
public interface Witness {
  /// Nobody.
  Witness NOBODY =
      new Witness() {
        @Override
        public void underWay(PassView view) {}

        @Override
        public Optional<String> ended(PassView view, boolean changed) {
          return Optional.empty();
        }
      };

  /// A step of a pass that changes something begins. Returns at once.
  void underWay(PassView view);

  /// The pass is over. Returns within seconds.
  ///
  /// @param changed whether it did anything
  /// @return what the operator should hear of the telling itself and has not heard yet
  Optional<String> ended(PassView view, boolean changed);
}
