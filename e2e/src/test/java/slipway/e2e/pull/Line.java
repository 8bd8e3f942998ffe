package slipway.e2e.pull;

/// One direction of a [Road], which carries one byte after the other, whoever sent it.
final class Line {
  private final int megabitsPerSecond;
  private long free = Long.MIN_VALUE;

  Line(Road road) {
    this.megabitsPerSecond = road.megabitsPerSecond();
  }

  /// When so many bytes have left that are there at `ready`; both by [System#nanoTime].
  synchronized long sent(int bytes, long ready) {
    if (megabitsPerSecond == 0) {
      return ready;
    }
    free = Math.max(free, ready) + bytes * 8_000L / megabitsPerSecond;
    return free;
  }
}
