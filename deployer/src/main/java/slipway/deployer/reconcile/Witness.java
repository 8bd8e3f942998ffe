package slipway.deployer.reconcile;

import java.util.List;

/// Who is told how a pass goes. Whatever becomes of the telling, nothing on the host depends on it:
/// no method throws.
public interface Witness {
  /// Nobody.
  Witness NOBODY =
      new Witness() {
        @Override
        public void underWay(PassView view) {}

        @Override
        public Told ended(PassView view, boolean changed) {
          return Told.NOTHING;
        }

        @Override
        public Told brokeOff(String reason) {
          return Told.NOTHING;
        }
      };

  /// All of these, one after the other.
  static Witness all(List<Witness> witnesses) {
    List<Witness> all = List.copyOf(witnesses);
    return new Witness() {
      @Override
      public void underWay(PassView view) {
        all.forEach(each -> each.underWay(view));
      }

      @Override
      public Told ended(PassView view, boolean changed) {
        return Told.all(all.stream().map(each -> each.ended(view, changed)).toList());
      }

      @Override
      public Told brokeOff(String reason) {
        return Told.all(all.stream().map(each -> each.brokeOff(reason)).toList());
      }
    };
  }

  /// A step of a pass that changes something begins. Returns at once.
  void underWay(PassView view);

  /// The pass is over. Returns within seconds.
  ///
  /// @param changed whether it did anything
  Told ended(PassView view, boolean changed);

  /// A pass ended before there was anything to show of it.
  Told brokeOff(String reason);
}
