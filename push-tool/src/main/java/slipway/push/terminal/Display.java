package slipway.push.terminal;

import slipway.push.outcome.Progress;

/// Where people watch a command at work: a terminal, or a log.
public interface Display extends Progress {
  /// Whether a program that draws, too, may be let onto it.
  boolean isTerminal();

  Size size();

  /// Shows a view until that is closed. What it shows last stays.
  Watching show(View view);

  /// A view that is being shown. One at a time.
  interface Watching extends AutoCloseable {
    @Override
    void close();
  }
}
