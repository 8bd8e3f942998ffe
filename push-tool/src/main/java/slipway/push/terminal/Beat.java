package slipway.push.terminal;

import java.time.Duration;

/// Does something again and again on the side.
public interface Beat {
  Beating start(Runnable each);

  /// Ends when closed; nothing is done any more then.
  interface Beating extends AutoCloseable {
    @Override
    void close();
  }

  /// A thread that sleeps in between. A virtual one would have the JVM set up what wakes it, which
  /// takes longer than the rest of a small push.
  static Beat every(Duration pause) {
    return each -> {
      Thread thread =
          Thread.ofPlatform()
              .daemon()
              .start(() -> {
                try {
                  while (true) {
                    Thread.sleep(pause);
                    each.run();
                  }
                } catch (InterruptedException _) {
                  Thread.currentThread().interrupt();
                }
              });
      return () -> {
        thread.interrupt();
        try {
          thread.join();
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
        }
      };
    };
  }
}
