package slipway.e2e.push;

import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Lets one request at a time through. It waits until everybody who still pushes has sent one, and
/// draws: so the order depends on the seed, and not on the threads.
final class Turns {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final SplittableRandom random;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final TreeSet<String> pushing;
  private final TreeSet<String> waiting = new TreeSet<>();
  private @Nullable String served;

  Turns(Set<String> pushing, SplittableRandom random) {
    this.pushing = new TreeSet<>(pushing);
    this.random = random;
  }

  /// Returns when it is that pusher's turn, which lasts until [#end].
  void await(String pusher) throws InterruptedException {
    lock.lock();
    try {
      waiting.add(pusher);
      draw();
      long left = LIMIT.toNanos();
      while (!pusher.equals(served)) {
        left = changed.awaitNanos(left);
        if (left <= 0) {
          throw new IllegalStateException(
              "%s waits; served %s, waiting %s of %s".formatted(pusher, served, waiting, pushing));
        }
      }
    } finally {
      lock.unlock();
    }
  }

  void end(String pusher) {
    lock.lock();
    try {
      if (pusher.equals(served)) {
        served = null;
        draw();
      }
    } finally {
      lock.unlock();
    }
  }

  /// That pusher sends nothing any more.
  void leave(String pusher) {
    lock.lock();
    try {
      pushing.remove(pusher);
      draw();
    } finally {
      lock.unlock();
    }
  }

  private void draw() {
    if (served == null && !waiting.isEmpty() && waiting.containsAll(pushing)) {
      served = waiting.stream().skip(random.nextInt(waiting.size())).findFirst().orElseThrow();
      waiting.remove(served);
    }
    changed.signalAll();
  }
}
