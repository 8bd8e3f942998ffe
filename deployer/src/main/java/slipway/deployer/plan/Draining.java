package slipway.deployer.plan;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import slipway.manifest.Service;
import slipway.unit.Instance;

/// An instance that visitors have left, and that finishes what they asked of it.
///
/// @param port null where it is the only instance of its entry
/// @param until when it may be stopped
public record Draining(Release release, @Nullable Integer port, Instant until) {
  /// The most that a manifest may ask for. What lasts longer began before the clock was set back.
  private static final Duration LONGEST = Duration.ofHours(1);

  /// Whether what runs is left for another instance and has visitors, who get time to leave.
  static boolean follows(@Nullable Instance before, Instance next) {
    return before != null && before.listensOn() != null && !before.isPlaceOf(next);
  }

  public Instance instance() {
    return new Instance(release.service(), port);
  }

  /// The least that an instance goes on: a request that was let through just before visitors were
  /// led elsewhere may reach its port just after it.
  static Instant until(Service next, Instant now) {
    return now.plusSeconds(Math.max(1, next.deploy().drainSec()));
  }

  boolean isOver(Instant now) {
    return !now.isBefore(until) || until.isAfter(now.plus(LONGEST));
  }
}
