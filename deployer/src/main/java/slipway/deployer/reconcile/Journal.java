package slipway.deployer.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.HostState;

/// The state of the host during a pass, saved after every change. Of services that are started in
/// parallel, those which come while one is being saved are saved together: each still returns only
/// when its own change is on disk.
final class Journal {
  private final StateStore store;
  private final List<Entry> waiting = new ArrayList<>();
  private volatile HostState state;
  private @Nullable String unsaved;

  Journal(StateStore store) throws HostException {
    this.store = store;
    this.state = store.load();
  }

  HostState state() {
    return state;
  }

  void record(UnaryOperator<HostState> change) throws HostException {
    Entry entry = new Entry(change);
    synchronized (waiting) {
      waiting.add(entry);
    }
    synchronized (this) {
      if (!entry.done) {
        saveAll();
      }
      if (entry.failure != null) {
        throw new HostException(String.valueOf(entry.failure.getMessage()), entry.failure);
      }
    }
  }

  private void saveAll() {
    List<Entry> all;
    synchronized (waiting) {
      all = List.copyOf(waiting);
    }
    Exception failure = null;
    try {
      HostState changed = state;
      for (Entry entry : all) {
        changed = entry.change.apply(changed);
      }
      if (!changed.equals(state)) {
        store.save(changed);
        state = changed;
      }
    } catch (HostException | RuntimeException e) {
      failure = e;
    }
    for (Entry entry : all) {
      entry.done = true;
      entry.failure = failure;
    }
    synchronized (waiting) {
      waiting.removeAll(all);
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

  /// A change that waits to be saved. Its fields are the journal's, under its lock.
  private static final class Entry {
    private final UnaryOperator<HostState> change;
    private boolean done;
    private @Nullable Exception failure;

    private Entry(UnaryOperator<HostState> change) {
      this.change = change;
    }
  }
}
