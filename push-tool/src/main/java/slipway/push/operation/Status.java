package slipway.push.operation;

import java.time.InstantSource;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import slipway.manifest.Manifest;
import slipway.push.change.ManifestUpdate;
import slipway.push.change.VerifiedManifest;
import slipway.push.fleet.Fleet;
import slipway.push.fleet.HostReports;
import slipway.push.fleet.Sighting;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

/// Looks at the manifest and at every report.
public final class Status {
  private final ManifestUpdate manifests;
  private final HostReports reports;
  private final ExecutorService threads;
  private final InstantSource clock;

  public Status(
      ManifestUpdate manifests, HostReports reports, ExecutorService threads, InstantSource clock) {
    this.manifests = manifests;
    this.reports = reports;
    this.threads = threads;
    this.clock = clock;
  }

  public Fleet look() throws Failure {
    Manifest manifest =
        manifests
            .current()
            .map(VerifiedManifest::manifest)
            .orElseThrow(() ->
                new Failure(
                    ExitCode.FAILED, "there is no manifest yet; slipway init makes the first one"));
    SortedSet<String> hosts = new TreeSet<>(reports.hosts());
    manifest.services().forEach(service -> hosts.addAll(service.hosts()));
    return Fleet.of(manifest, sightings(hosts), clock.instant());
  }

  private Map<String, Sighting> sightings(SortedSet<String> hosts) throws Failure {
    Map<String, Future<Sighting>> looks = new TreeMap<>();
    hosts.forEach(host -> looks.put(host, threads.submit(() -> reports.look(host))));
    Map<String, Sighting> sightings = new TreeMap<>();
    try {
      for (var look : looks.entrySet()) {
        sightings.put(look.getKey(), look.getValue().get());
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Failure failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(ExitCode.INTERRUPTED, "interrupted", e);
    } finally {
      looks.values().forEach(look -> look.cancel(true));
    }
    return sightings;
  }
}
