package slipway.e2e.load;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/// Lengths of time in a fixed number of buckets, each a 32nd of its power of two wide: what it says
/// is at most 3 % too long. Up to an hour; longer counts as an hour.
final class Histogram {
  private static final int STEPS = 32;
  private static final int STEP_BITS = 5;
  private static final long LONGEST = 3_600_000_000L;

  private final AtomicLongArray counts = new AtomicLongArray(bucket(LONGEST) + 1);
  private final AtomicLong longest = new AtomicLong();

  void add(long nanos) {
    long micros = Math.clamp(nanos / 1_000, 0, LONGEST);
    counts.incrementAndGet(bucket(micros));
    longest.accumulateAndGet(micros, Math::max);
  }

  void addAll(Histogram other) {
    for (int i = 0; i < counts.length(); i++) {
      counts.addAndGet(i, other.counts.get(i));
    }
    longest.accumulateAndGet(other.longest.get(), Math::max);
  }

  long count() {
    long count = 0;
    for (int i = 0; i < counts.length(); i++) {
      count += counts.get(i);
    }
    return count;
  }

  /// In milliseconds; of nothing it is 0.
  ///
  /// @param part 0.5 for the median, 0.99, …
  double quantile(double part) {
    long wanted = (long) Math.ceil(part * count());
    long seen = 0;
    for (int i = 0; i < counts.length(); i++) {
      seen += counts.get(i);
      if (seen >= wanted && seen > 0) {
        return Math.min(upperEnd(i), longest.get()) / 1e3;
      }
    }
    return 0;
  }

  /// In milliseconds.
  double max() {
    return longest.get() / 1e3;
  }

  private static int bucket(long micros) {
    int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(micros) - STEP_BITS - 1);
    return (int) ((long) shift * STEPS + (micros >> shift));
  }

  private static long upperEnd(int bucket) {
    int shift = Math.max(0, bucket / STEPS - 1);
    long step = bucket - (long) shift * STEPS;
    return ((step + 1) << shift) - 1;
  }
}
