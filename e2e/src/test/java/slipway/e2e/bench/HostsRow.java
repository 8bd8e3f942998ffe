package slipway.e2e.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import slipway.deployer.config.Settings;
import slipway.deployer.config.SettingsException;
import slipway.deployer.config.SettingsFile;
import slipway.deployer.reconcile.PollingFleet;
import slipway.deployer.reconcile.PollingFleet.Polled;
import slipway.deployer.reconcile.PollingFleet.Story;

/// A thousand hosts that poll one bucket, with the deployer's own schedule and a clock that is not
/// real.
record HostsRow() implements Row {
  private static final int HOSTS = 1000;
  private static final int SEED = 1;

  /// One host in twenty.
  private static final int NO_HERD = HOSTS / 20;

  /// Half more than if polls, ten seconds apart, were spread evenly.
  private static final int NO_HERD_IN_BURST = HOSTS / 10 * 3 / 2;

  @Override
  public String name() {
    return "hosts";
  }

  @Override
  public String about() {
    return "1,000 hosts with default settings, switched on in the same second, poll one bucket: the"
        + " deployer's own schedule, a clock that is not real, and a bucket that only logs. Ten minutes"
        + " without a change; ten minutes with a push after two; forty minutes of which the bucket is"
        + " away from the 10th to the 15th. The busiest second is looked for after the first, or after"
        + " the bucket has come back";
  }

  @Override
  public String note() {
    return "nothing really runs, and the same seed gives the same figures.";
  }

  @Override
  public List<Line> measure(Stage stage, int runs) throws Exception {
    Samples samples = new Samples();
    PollingFleet fleet = PollingFleet.of(HOSTS, defaults(), SEED);
    Polled quiet = fleet.poll(Story.quiet(Duration.ofMinutes(10)));
    Polled push = fleet.poll(Story.push(Duration.ofMinutes(10), Duration.ofMinutes(2)));
    Polled outage =
        fleet.poll(
            Story.outage(Duration.ofMinutes(40), Duration.ofMinutes(10), Duration.ofMinutes(15)));
    add(samples, "no change", quiet);
    add(samples, "a push", push);
    add(samples, "an outage", outage);
    double interval = fleet.longestWait().toSeconds();
    double slowest = fleet.longestWaitWithoutAnswer().toSeconds();
    return List.of(
        samples.line(name(), "no change: requests a host", Unit.HOURLY),
        gap(samples, "no change", interval),
        herd(samples, "no change", NO_HERD),
        samples.line(name(), "a push: requests a host", Unit.HOURLY),
        gap(samples, "a push", interval),
        herd(samples, "a push", NO_HERD_IN_BURST),
        samples.line(name(), "an outage: requests a host", Unit.HOURLY),
        gap(samples, "an outage", slowest),
        herd(samples, "an outage", NO_HERD));
  }

  /// How often a host polls whose settings do not say.
  private static Settings.Poll defaults() throws IOException, SettingsException {
    Path file = Files.createTempFile("bench", ".json");
    try {
      Files.writeString(
          file,
          """
          {"manifest": {"bucket": {"bucket": "releases", "region": "us-east-1"}, "allowUnsigned": true}}
          """);
      return SettingsFile.read(file, "biz").poll();
    } finally {
      Files.delete(file);
    }
  }

  private static void add(Samples samples, String story, Polled polled) {
    samples.add(story + ": requests a host", Party.SLIPWAY, polled.requestsAHostAnHour());
    samples.add(story + ": longest gap", Party.SLIPWAY, polled.longestGap().toMillis() / 1e3);
    samples.add(story + ": requests in the busiest second", Party.SLIPWAY, polled.busiestSecond());
  }

  private Line gap(Samples samples, String story, double promised) {
    return samples.line(
        name(),
        story + ": longest gap",
        Unit.VIRTUAL_SECONDS,
        Target.under(promised + PollingFleet.LONGEST_PASS.toSeconds(), Unit.VIRTUAL_SECONDS));
  }

  private Line herd(Samples samples, String story, int allowed) {
    return samples.line(
        name(), story + ": requests in the busiest second", Unit.COUNT, Target.atMost(allowed));
  }
}
