package slipway.push.change;

/// Waits before a lost update is tried again: longer each time, and by chance, so that two pushers
/// do not meet again.
public interface Pauses {
  /// @param attempt the one that was lost, from 1
  void pause(int attempt);
}
