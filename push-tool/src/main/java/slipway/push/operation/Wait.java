package slipway.push.operation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import slipway.push.fleet.Expectation;
import slipway.push.fleet.HostReports;
import slipway.push.fleet.Verdict;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

/// Follows the reports of hosts until each has said how it went, or time is up. Every host that is
/// not done is asked once a second, all at once; a bucket that does not answer is asked again.
public final class Wait {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final HostReports reports;
  private final ExecutorService threads;
  private final InstantSource clock;
  private final Rest rest;

  /// @param threads in which hosts are asked side by side
  public Wait(HostReports reports, ExecutorService threads, InstantSource clock, Rest rest) {
    this.reports = reports;
    this.threads = threads;
    this.clock = clock;
    this.rest = rest;
  }

  /// Sleeps.
  public interface Rest {
    void take(Duration time) throws InterruptedException;
  }

  /// @param told of the state of all hosts, after each round of looks
  public Waited run(
      List<Expectation> expected, Duration timeout, Consumer<SortedMap<String, Verdict>> told)
      throws Failure {
    List<WatchedHost> hosts =
        expected.stream().map(host -> new WatchedHost(host, reports)).toList();
    Instant start = clock.instant();
    try {
      Instant end = start.plus(timeout);
      while (true) {
        look(hosts, end);
        Duration left = Duration.between(clock.instant(), end);
        boolean over = !left.isPositive() || hosts.stream().allMatch(WatchedHost::isDone);
        if (over) {
          hosts.forEach(WatchedHost::end);
        }
        told.accept(verdicts(hosts));
        if (over) {
          return new Waited(verdicts(hosts), Duration.between(start, clock.instant()));
        }
        rest.take(shorter(left, BETWEEN_LOOKS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(
          ExitCode.INTERRUPTED,
          "stopped waiting. The manifest is in the bucket all the same, and hosts go by it; to look"
              + " again: slipway status --watch",
          e);
    } finally {
      hosts.forEach(WatchedHost::forget);
    }
  }

  /// One round. A host whose answer takes long does not keep the others from being heard.
  private void look(List<WatchedHost> hosts, Instant end) throws Failure, InterruptedException {
    hosts.forEach(host -> host.ask(threads));
    Instant now = clock.instant();
    Instant patience = now.plus(shorter(Duration.between(now, end), BETWEEN_LOOKS));
    for (WatchedHost host : hosts) {
      host.hear(Duration.between(clock.instant(), patience), now);
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static SortedMap<String, Verdict> verdicts(List<WatchedHost> hosts) {
    SortedMap<String, Verdict> verdicts = new TreeMap<>();
    hosts.forEach(host -> verdicts.put(host.name(), host.verdict()));
    return verdicts;
  }

  /// @param verdicts by host
  public record Waited(SortedMap<String, Verdict> verdicts, Duration took) {}
}
