package slipway.push;

import java.time.Duration;

/// Lets the main thread leave in order when a signal ends the tool: folders and processes of its
/// own go first. The exit code is then that of the signal, 130 for an interrupt from the keyboard.
final class Interruption {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Thread main;
  private boolean finished;
  private boolean ending;

  private Interruption(Thread main) {
    this.main = main;
  }

  static Interruption of(Thread main) {
    Interruption interruption = new Interruption(main);
    Runtime.getRuntime().addShutdownHook(new Thread(interruption::end));
    return interruption;
  }

  /// Ends the tool with this exit code, unless a signal is doing that.
  void exit(int code) {
    if (finish()) {
      ProcessEnd.now(code);
    }
  }

  private synchronized boolean finish() {
    finished = !ending;
    return finished;
  }

  private synchronized boolean begin() {
    ending = !finished;
    return ending;
  }

  private void end() {
    if (!begin()) {
      return;
    }
    main.interrupt();
    try {
      main.join(PATIENCE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
