package slipway.deployer.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// How often something took how long.
///
/// @param counts by bucket of [#BOUNDS], each without those of the buckets before; one more at the
///   end for what took longer
/// @param seconds all together
public record Durations(List<Long> counts, double seconds) {
  /// Upper bounds in seconds: from a job of systemd to a pull of gigabytes. Another list is another
  /// version of [TallyJson].
  static final List<Double> BOUNDS =
      List.of(0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 900.0, 3600.0);

  static final Durations NONE = new Durations(Collections.nCopies(BOUNDS.size() + 1, 0L), 0);

  public Durations {
    counts = List.copyOf(counts);
    if (counts.size() != BOUNDS.size() + 1) {
      throw new IllegalArgumentException(counts.size() + " buckets");
    }
  }

  Durations and(Duration time) {
    double took = time.toNanos() / 1e9;
    int bucket = 0;
    while (bucket < BOUNDS.size() && took > BOUNDS.get(bucket)) {
      bucket++;
    }
    List<Long> more = new ArrayList<>(counts);
    more.set(bucket, more.get(bucket) + 1);
    return new Durations(more, seconds + took);
  }
}
