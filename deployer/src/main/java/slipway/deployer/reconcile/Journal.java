package slipway.deployer.reconcile;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.HostState;

/// The state of the host during a pass, saved after every change. Services that are started in
/// parallel record their steps one after the other.
final class Journal {
  private final StateStore store;
  private HostState state;
  private @Nullable String unsaved;

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

  /// For what is right to do even where it cannot be recorded: the change holds for this pass,
  /// which tells of it.
  synchronized void recordIfPossible(UnaryOperator<HostState> change) {
    try {
      record(change);
    } catch (HostException e) {
      state = change.apply(state);
      unsaved(String.valueOf(e.getMessage()));
    }
  }

  /// Throws where nothing can be recorded, for those who must not begin what they cannot record.
  synchronized void prove() throws HostException {
    store.save(state);
  }

  synchronized void unsaved(String reason) {
    unsaved = unsaved == null ? reason : unsaved;
  }

  /// Why something of this pass could not be recorded, null where all was.
  synchronized @Nullable String unsaved() {
    return unsaved;
  }
}
