package slipway.deployer.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// When a service that worked had to be started again, the latest few times, oldest first. What
/// stops it again and again is not undone by one more start, and may be somebody at work.
public record Repairs(List<Instant> times) {
  public static final Repairs NONE = new Repairs(List.of());

  /// So many within [#WINDOW], and the service is left alone until the first of them is over.
  static final int MOST = 5;

  static final Duration WINDOW = Duration.ofHours(1);

  public Repairs {
    times = List.copyOf(times);
  }

  Repairs and(Instant now) {
    return new Repairs(
        Stream.concat(times.stream().skip(Math.max(0, times.size() - MOST + 1L)), Stream.of(now))
            .toList());
  }

  /// Until when no more are made; empty where one may be made now. Times that a clock which was set
  /// back since left in the future do not count.
  Optional<Instant> usedUpUntil(Instant now) {
    List<Instant> recent =
        times.stream()
            .filter(time -> time.isAfter(now.minus(WINDOW)) && !time.isAfter(now))
            .toList();
    return recent.size() < MOST
        ? Optional.empty()
        : Optional.of(recent.get(recent.size() - MOST).plus(WINDOW));
  }
}
