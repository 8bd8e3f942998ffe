package slipway.e2e.load;

import java.util.concurrent.ConcurrentSkipListMap;

/// When visitors were first served by another instance than before.
final class Movements {
  /// Answers of the instance before may still be on their way for so long.
  private static final long STRAGGLERS_NANOS = 1_000_000_000L;

  private final ConcurrentSkipListMap<Long, String> moments = new ConcurrentSkipListMap<>();
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
      moments.put(now, instance);
    }
    previous = current;
    current = instance;
    changed = now;
  }

  int count() {
    return moments.size();
  }

  /// How long before `now` visitors were moved away from this instance; less than nothing where
  /// they were not.
  ///
  /// @param opened when it answered who asks; that may have been a little after others were moved
  long since(String instance, long opened, long now) {
    return moments.tailMap(opened - STRAGGLERS_NANOS).entrySet().stream()
        .filter(moment -> !moment.getValue().equals(instance))
        .findFirst()
        .map(moment -> now - moment.getKey())
        .orElse(-1L);
  }
}
