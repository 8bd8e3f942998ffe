package slipway.deployer.reconcile;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What wakes the loop before its time: a kick asks for a pass now, a stop for the end after the
/// current step. Rung by signal handlers, at any moment and as often as they like.
public final class Doorbell {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition rung = lock.newCondition();
  private boolean kicked;
  private boolean stopped;

  public void kick() {
    ring(() -> kicked = true);
  }

  public void stop() {
    ring(() -> stopped = true);
  }

  public boolean stopped() {
    lock.lock();
    try {
      return stopped;
    } finally {
      lock.unlock();
    }
  }

  /// Returns after the delay, or earlier when it is rung; a kick is used up by that.
  ///
  /// @return whether it was rung
  boolean await(Duration delay) throws InterruptedException {
    lock.lock();
    try {
      long left = delay.toNanos();
      while (!kicked && !stopped && left > 0) {
        left = rung.awaitNanos(left);
      }
      boolean early = kicked || stopped;
      kicked = false;
      return early;
    } finally {
      lock.unlock();
    }
  }

  private void ring(Runnable change) {
    lock.lock();
    try {
      change.run();
      rung.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
