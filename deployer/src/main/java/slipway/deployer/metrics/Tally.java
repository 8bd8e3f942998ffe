package slipway.deployer.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import slipway.deployer.reconcile.Refusal;
import slipway.deployer.reconcile.Timings.Phase;

/// What was counted on this host since its first pass with metrics. No number in it ever falls, but
/// those of a service are forgotten with the service.
///
/// @param times of the last successes
/// @param last what came of the last pass, null before the first
/// @param pulled bytes of closures
public record Tally(
    Times times,
    @Nullable Last last,
    long pulled,
    Map<Outcome, Long> passes,
    Map<Refusal, Long> refused,
    SortedMap<String, ServiceTally> services,
    Map<Phase, Durations> durations) {
  static final Tally NOTHING =
      new Tally(
          new Times(Instant.EPOCH, Instant.EPOCH),
          null,
          0,
          Map.of(),
          Map.of(),
          new TreeMap<>(),
          Map.of());

  /// @param polled when the bucket last answered, 1970 before the first time
  /// @param passed when the host was last as the manifest in the bucket says
  public record Times(Instant polled, Instant passed) {
    Times polled(Instant now) {
      return new Times(now, passed);
    }

    Times passed(Instant now) {
      return new Times(polled, now);
    }

    /// What is later was written under another clock, and says nothing.
    Times notAfter(Instant now) {
      return new Times(
          polled.isAfter(now) ? Instant.EPOCH : polled,
          passed.isAfter(now) ? Instant.EPOCH : passed);
    }

    /// The later ones of two.
    Times or(Times other) {
      return new Times(later(polled, other.polled), later(passed, other.passed));
    }

    private static Instant later(Instant one, Instant other) {
      return one.isAfter(other) ? one : other;
    }
  }

  /// @param exitCode of `sync`
  /// @param atRest whether it left the host at rest, so that a glance may stand in for the next
  public record Last(int exitCode, boolean atRest) {}

  public Tally {
    passes = Map.copyOf(passes);
    refused = Map.copyOf(refused);
    services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
    durations = Map.copyOf(durations);
  }

  Tally with(Times changed) {
    return new Tally(changed, last, pulled, passes, refused, services, durations);
  }

  Tally pulled(long bytes) {
    return new Tally(times, last, pulled + bytes, passes, refused, services, durations);
  }

  Tally refused(Refusal reason) {
    return new Tally(
        times, last, pulled, passes, oneMore(Refusal.class, refused, reason), services, durations);
  }

  Tally passed(Outcome outcome, Last came) {
    return new Tally(
        times, came, pulled, oneMore(Outcome.class, passes, outcome), refused, services, durations);
  }

  Tally with(String service, UnaryOperator<ServiceTally> change) {
    SortedMap<String, ServiceTally> changed = new TreeMap<>(services);
    changed.put(service, change.apply(service(service)));
    return new Tally(times, last, pulled, passes, refused, changed, durations);
  }

  /// Without those that the host knows no more.
  Tally only(Set<String> names) {
    SortedMap<String, ServiceTally> left = new TreeMap<>(services);
    left.keySet().retainAll(names);
    return new Tally(times, last, pulled, passes, refused, left, durations);
  }

  Tally took(Phase phase, Duration time) {
    Map<Phase, Durations> changed = new EnumMap<>(Phase.class);
    changed.putAll(durations);
    changed.merge(phase, Durations.NONE.and(time), (known, _) -> known.and(time));
    return new Tally(times, last, pulled, passes, refused, services, changed);
  }

  ServiceTally service(String name) {
    return services.getOrDefault(name, ServiceTally.NONE);
  }

  private static <K extends Enum<K>> Map<K, Long> oneMore(
      Class<K> keys, Map<K, Long> counts, K key) {
    Map<K, Long> more = new EnumMap<>(keys);
    more.putAll(counts);
    more.merge(key, 1L, Long::sum);
    return more;
  }
}
