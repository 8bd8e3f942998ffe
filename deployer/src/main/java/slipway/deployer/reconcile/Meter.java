package slipway.deployer.reconcile;

import slipway.deployer.plan.Action.StartRelease;

/// Counts what passes do, for those who watch many hosts. Whatever becomes of the counting, nothing
/// on the host depends on it: no method throws.
public interface Meter {
  /// Counts nothing.
  Meter NONE =
      new Meter() {
        @Override
        public void begun() {}

        @Override
        public void answered() {}

        @Override
        public void refused(Refusal reason) {}

        @Override
        public void started(StartRelease start, boolean works) {}

        @Override
        public void ended(PassResult result, Timings timings) {}

        @Override
        public void broken() {}

        @Override
        public void rested() {}
      };

  /// A whole pass begins; the lock of this host is held until it has ended or is broken.
  void begun();

  /// The bucket said something of the manifest, whatever it was.
  void answered();

  /// What it has is not gone by.
  void refused(Refusal reason);

  /// A start has ended. Services that start side by side tell it at the same time.
  void started(StartRelease start, boolean works);

  /// The pass is over.
  void ended(PassResult result, Timings timings);

  /// The pass ended early, because the host said no.
  void broken();

  /// In the place of a pass: the bucket answered, and nothing has changed since one found the host
  /// at rest.
  void rested();

  /// Whether [#rested] writes anything, so that it takes the lock of the host.
  default boolean writesAtRest() {
    return false;
  }
}
