package slipway.e2e.load;

import java.util.concurrent.ConcurrentSkipListSet;

/// When visitors were first served by another instance than before.
final class Movements {
  /// Answers of the instance before may still be on their way for so long.
  private static final long STRAGGLERS_NANOS = 1_000_000_000L;

  private final ConcurrentSkipListSet<Long> moments = new ConcurrentSkipListSet<>();
  private String previous = "";
  private long changed;
  private volatile String current = "";

  /// @param instance what the answer called itself
  void seen(String instance, long now) {
    if (!instance.equals(current)) {
      changed(instance, now);
    }
  }

  private synchronized void changed(String instance, long now) {
    boolean straggler = instance.equals(previous) && now - changed < STRAGGLERS_NANOS;
    if (instance.equals(current) || straggler) {
      return;
    }
    if (!current.isEmpty()) {
      moments.add(now);
    }
    previous = current;
    current = instance;
    changed = now;
  }

  int count() {
    return moments.size();
  }

  /// How long before `now` visitors were first moved away from what was opened then; less than
  /// nothing where they were not.
  long since(long opened, long now) {
    Long moved = moments.higher(opened);
    return moved == null ? -1 : now - moved;
  }
}
