package slipway.deployer.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import slipway.deployer.config.Settings;
import slipway.deployer.reconcile.Schedule.Past;

/// Hosts that poll one bucket in a time that is not real, each by a [Schedule] as the daemon goes
/// by it. They are all switched on in the same second.
public final class PollingFleet {
  /// A pass that brings a change; one that finds none takes a moment.
  public static final Duration LONGEST_PASS = Duration.ofSeconds(5);

  private static final Duration SHORTEST_PASS = Duration.ofMillis(20);

  /// Of a poll that the bucket does not answer; Wiring says how often it is tried.
  private static final int ATTEMPTS = 2;

  private static final double SPREAD = 1.1;
  private static final int SLOWEST = 3;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Schedule schedule;
  private final int hosts;
  private final long seed;

  private PollingFleet(Schedule schedule, int hosts, long seed) {
    this.schedule = schedule;
    this.hosts = hosts;
    this.seed = seed;
  }

  /// Hosts with these settings.
  public static PollingFleet of(int hosts, Settings.Poll poll, long seed) {
    return new PollingFleet(
        new Schedule(poll.interval(), poll.burstInterval(), poll.burst()), hosts, seed);
  }

  /// Between two polls that the bucket answers.
  public Duration longestWait() {
    return scaled(schedule.interval(), SPREAD);
  }

  /// The same while it answers none.
  public Duration longestWaitWithoutAnswer() {
    return schedule.interval().multipliedBy(SLOWEST);
  }

  /// What happens meanwhile.
  ///
  /// @param pushed when there is a new manifest, after `length` where there is none
  /// @param away from when on the bucket does not answer, until it is `back`
  public record Story(Duration length, Duration pushed, Duration away, Duration back) {
    public static Story quiet(Duration length) {
      return new Story(length, length, length, length);
    }

    public static Story push(Duration length, Duration pushed) {
      return new Story(length, pushed, length, length);
    }

    public static Story outage(Duration length, Duration away, Duration back) {
      return new Story(length, length, away, back);
    }

    private boolean isAway(Duration at) {
      return at.compareTo(away) >= 0 && at.compareTo(back) < 0;
    }

    /// From when on a busy second would be a herd.
    private Duration lookedAtFrom() {
      return back.compareTo(length) < 0 ? back : Duration.ofSeconds(1);
    }
  }

  /// What the bucket has seen.
  ///
  /// @param longestGap between two polls of any host
  /// @param busiestSecond requests in it
  public record Polled(double requestsAHostAnHour, Duration longestGap, int busiestSecond) {}

  public Polled poll(Story story) {
    PriorityQueue<Host> next = new PriorityQueue<>(Comparator.comparing(host -> host.due));
    SplittableRandom random = new SplittableRandom(seed);
    for (int number = 0; number < hosts; number++) {
      next.add(new Host(random.split(), Duration.ofMillis(random.nextLong(1000))));
    }
    Map<Long, Integer> seconds = new HashMap<>();
    Duration gap = Duration.ZERO;
    long requests = 0;
    for (Host host = next.remove(); host.due.compareTo(story.length()) < 0; host = next.remove()) {
      int count = story.isAway(host.due) ? ATTEMPTS : 1;
      requests += count;
      if (host.due.compareTo(story.lookedAtFrom()) >= 0) {
        seconds.merge(host.due.toSeconds(), count, Integer::sum);
      }
      Duration began = host.due;
      host.pass(story, schedule);
      next.add(host);
      Duration own = host.due.minus(began);
      gap = own.compareTo(gap) > 0 ? own : gap;
    }
    double hours = story.length().toMillis() / 3.6e6;
    return new Polled(
        requests / hours / hosts,
        gap,
        seconds.values().stream().mapToInt(Integer::intValue).max().orElse(0));
  }

  private static Duration scaled(Duration unit, double by) {
    return Duration.ofNanos((long) (unit.toNanos() * by));
  }

  private static final class Host {
    private final SplittableRandom random;
    private Past past = Past.NONE;
    private boolean changed;
    private Duration due;

    Host(SplittableRandom random, Duration due) {
      this.random = random;
      this.due = due;
    }

    /// What [Loop] does with the outcome of a pass.
    void pass(Story story, Schedule schedule) {
      boolean away = story.isAway(due);
      boolean changes = !away && !changed && due.compareTo(story.pushed()) >= 0;
      changed |= changes;
      due = due.plus(changes ? LONGEST_PASS : SHORTEST_PASS);
      Instant now = START.plus(due);
      past = past.after(changes, away, now);
      due = due.plus(schedule.next(past, now, random));
    }
  }
}
