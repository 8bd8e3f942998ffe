package slipway.deployer.reconcile;

import java.util.function.UnaryOperator;
import slipway.deployer.plan.HostState;

/// The state of the host during a pass, saved after every change. Services that are started in
/// parallel record their steps one after the other.
final class Journal {
  private final StateStore store;
  private HostState state;

  Journal(StateStore store) throws HostException {
    this.store = store;
    this.state = store.load();
  }

  synchronized HostState state() {
    return state;
  }

  synchronized void record(UnaryOperator<HostState> change) throws HostException {
    HostState changed = change.apply(state);
    if (!changed.equals(state)) {
      store.save(changed);
      state = changed;
    }
  }
}
