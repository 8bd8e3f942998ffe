package slipway.deployer.report;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Delivers one letter after the other in a thread of its own. A letter that has not set off yet
/// gives way to a newer one, so that a slow bucket gets few and recent ones.
final class Courier {
  private final Duration pace;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable Runnable next;
  private boolean urgent;
  private boolean delivering;
  private boolean atWork;

  /// @param pace between two letters, unless the second is urgent
  Courier(Duration pace) {
    this.pace = pace;
  }

  /// Returns at once.
  void send(Runnable letter, boolean isUrgent) {
    lock.lock();
    try {
      next = letter;
      urgent = isUrgent;
      changed.signalAll();
      if (!atWork) {
        atWork = true;
        // Not a virtual one, see SystemdBus.
        Thread.ofPlatform().daemon().name("report").start(this::deliver);
      }
    } finally {
      lock.unlock();
    }
  }

  private void deliver() {
    try {
      for (Runnable letter = take(Duration.ZERO); letter != null; letter = take(pace)) {
        letter.run();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      end();
    }
  }

  /// Null where none came, and the thread is at its end then.
  private @Nullable Runnable take(Duration pause) throws InterruptedException {
    lock.lock();
    try {
      delivering = false;
      changed.signalAll();
      long left = pause.toNanos();
      while (left > 0 && !(urgent && next != null)) {
        left = changed.awaitNanos(left);
      }
      Runnable letter = next;
      next = null;
      delivering = letter != null;
      atWork = delivering;
      return letter;
    } finally {
      lock.unlock();
    }
  }

  /// After a letter that ended in a bug, too.
  private void end() {
    lock.lock();
    try {
      if (delivering) {
        delivering = false;
        atWork = false;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }
}
