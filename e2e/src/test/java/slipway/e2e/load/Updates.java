package slipway.e2e.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import slipway.e2e.ground.Ground;
import slipway.e2e.load.Strategy.Promise;
import slipway.e2e.site.Site;

/// The shipped daemon brings good and bad releases to a host while its service is visited, once for
/// each [Strategy], which has to keep its [Promise]. `e2e/load` starts it: `Updates GOOD BAD RATE`.
public final class Updates {
  private static final Duration REST = Duration.ofMillis(500);
  private static final Duration WARMING = Duration.ofSeconds(2);
  private static final int HELD = 25;

  /// No strategy takes longer; the visitors then go.
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final Site site;
  private final int rate;
  private long requests;
  private long failed;

  private Updates(Site site, int rate) {
    this.site = site;
    this.rate = rate;
  }

  /// Arguments: good updates, bad releases, requests a second.
  public static void main(String[] arguments) throws Exception {
    int good = Integer.parseInt(arguments[0]);
    int bad = Integer.parseInt(arguments[1]);
    Updates updates;
    try (Ground ground = Ground.lay();
        Site site = Site.open(ground, 1)) {
      updates = new Updates(site, Integer.parseInt(arguments[2]));
      ground.closures(
          Stream.concat(
                  IntStream.rangeClosed(0, good).mapToObj(Series::goodRelease),
                  IntStream.range(0, bad).mapToObj(Series::badRelease))
              .toList());
      site.publish();
      site.deployer().startDaemon(site.daemon(), site.namespace());
      for (Strategy strategy : Strategy.values()) {
        updates.run(strategy, strategy.share(good), strategy.share(bad));
      }
    }
    System.out.printf("%nload: %d requests, %d failed%n", updates.requests, updates.failed);
    System.exit(updates.failed == 0 ? 0 : 1);
  }

  private void run(Strategy strategy, int good, int bad) throws InterruptedException {
    Series series = new Series(site, strategy);
    series.open();
    if (requests == 0) {
      warm(series);
    }
    List<Runnable> updates = new ArrayList<>();
    IntStream.rangeClosed(1, good).forEach(number -> updates.add(() -> series.good(number)));
    Load load = visited(series, "%s, %d updates".formatted(strategy, good), updates);
    if (load.movements() < good) {
      throw new IllegalStateException(
          "%d updates, but visitors saw %d".formatted(good, load.movements()));
    }
    if (strategy.promise() != Promise.NOTHING) {
      count(load);
    }
    List<Runnable> failures = new ArrayList<>();
    IntStream.range(0, bad).forEach(number -> failures.add(() -> series.bad(number)));
    load = visited(series, "%s, %d bad releases".formatted(strategy, bad), failures);
    if (strategy.promise() == Promise.ALWAYS) {
      count(load);
    }
  }

  /// What is compiled while it runs would count as the latency of rest.
  private void warm(Series series) throws InterruptedException {
    try (Load load = new Load(series.target(), extent(0, WARMING), Series.DRAIN)) {
      Thread.sleep(WARMING);
      load.finish();
    }
  }

  /// What visitors met while one release after the other was brought to the host.
  private Load visited(Series series, String what, List<Runnable> releases)
      throws InterruptedException {
    try (Load load = new Load(series.target(), extent(HELD, LIMIT), Series.DRAIN)) {
      for (Runnable release : releases) {
        Thread.sleep(REST);
        load.phase(Phase.UPDATING);
        release.run();
        load.phase(Phase.REST);
      }
      Thread.sleep(REST);
      load.finish();
      System.out.printf(
          "%n%s: %d s, %.0f requests a second%n%s",
          what, load.length().toSeconds(), load.rate(), Table.of(load));
      if (load.rate() < rate / 2.0) {
        throw new IllegalStateException(
            "%.0f requests a second of %d; this machine cannot bear more, so ask for less (RATE=)"
                .formatted(load.rate(), rate));
      }
      return load;
    }
  }

  private Load.Extent extent(int held, Duration limit) {
    return new Load.Extent(rate, held, limit);
  }

  /// Visitors that never retry are shown beside: what they meet is the server's right to close a
  /// connection that nobody uses.
  private void count(Load load) {
    for (Manner manner : List.of(Manner.FRESH, Manner.RETRYING)) {
      requests += load.ledger(manner).requests();
      failed += load.ledger(manner).failed();
    }
  }
}
