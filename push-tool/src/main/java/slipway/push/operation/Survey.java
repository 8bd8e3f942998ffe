package slipway.push.operation;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import slipway.push.change.ManifestUpdate;
import slipway.push.fleet.Fleet;
import slipway.push.fleet.HostReports;
import slipway.push.fleet.Sighting;
import slipway.push.operation.Overview.Past;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import slipway.push.outcome.Meanwhile;

/// Reads all that there is to see of a fleet. What the bucket does not let anybody read is missing
/// in it, with the reason; only without the manifest there is nothing to see.
public final class Survey {
  private final String bucket;
  private final ManifestUpdate manifests;
  private final HostReports reports;
  private final History history;
  private final ExecutorService threads;
  private final InstantSource clock;

  /// @param bucket as it is shown to people
  public Survey(
      String bucket,
      ManifestUpdate manifests,
      HostReports reports,
      History history,
      ExecutorService threads,
      InstantSource clock) {
    this.bucket = bucket;
    this.manifests = manifests;
    this.reports = reports;
    this.history = history;
    this.threads = threads;
    this.clock = clock;
  }

  /// @param limit how many manifests to go back, at most
  public Overview look(int limit) throws Failure {
    Permitted permitted = new Permitted(reports);
    try (Meanwhile meanwhile = new Meanwhile()) {
      Meanwhile.Begun<Past> past = meanwhile.begin(() -> past(limit));
      Fleet fleet = new Status(manifests, permitted, threads, clock).look();
      return new Overview(bucket, fleet, permitted.unlisted, past.get());
    }
  }

  private Past past(int limit) throws Failure {
    try {
      List<History.Entry> entries = history.newest(limit + 1);
      return new Past.Known(entries.stream().limit(limit).toList(), entries.size() > limit);
    } catch (Failure e) {
      return new Past.Unknown(reason(e));
    }
  }

  private static String reason(Failure e) throws Failure {
    if (e.exitCode() == ExitCode.INTERRUPTED || Thread.currentThread().isInterrupted()) {
      throw e;
    }
    return Failure.text(e);
  }

  /// Reports of which some may not be read, or not be listed.
  private static final class Permitted implements HostReports {
    private final HostReports reports;
    private Optional<String> unlisted = Optional.empty();

    Permitted(HostReports reports) {
      this.reports = reports;
    }

    @Override
    public List<String> hosts() throws Failure {
      try {
        return reports.hosts();
      } catch (Failure e) {
        unlisted = Optional.of(reason(e));
        return List.of();
      }
    }

    @Override
    public Sighting look(String host) throws Failure {
      try {
        return reports.look(host);
      } catch (Failure e) {
        return new Sighting.Unasked(reason(e));
      }
    }
  }
}
