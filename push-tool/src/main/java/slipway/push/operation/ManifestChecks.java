package slipway.push.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import slipway.manifest.Manifest;
import slipway.manifest.NixPublicKey;
import slipway.push.change.ManifestUpdate;
import slipway.push.change.VerifiedManifest;
import slipway.push.doctor.Check;
import slipway.push.doctor.Finding;
import slipway.push.fleet.HostReports;
import slipway.push.fleet.Sighting;
import slipway.push.outcome.Failure;
import slipway.report.TrustedKeys;

/// The current manifest, and whether the hosts that it names believe what is signed here.
///
/// @param developer opened within each check, because a key that is missing must not hide others
public record ManifestChecks(OpenDeveloper developer, HostReports reports) {
  private static final String MANIFEST = "manifest";

  /// What pushes from here are made with.
  public record Developer(ManifestUpdate update, NixPublicKey manifestKey, NixPublicKey cacheKey) {}

  public interface OpenDeveloper {
    Developer open() throws Failure;
  }

  public Check current() {
    return new Check(
        MANIFEST,
        () -> {
          ManifestUpdate update = developer.open().update();
          Optional<VerifiedManifest> current = update.current();
          update.requireNewest(current);
          return List.of(
              current
                  .map(VerifiedManifest::manifest)
                  .map(ManifestChecks::found)
                  .orElseGet(() ->
                      Finding.fail(
                          MANIFEST,
                          "there is none; wanted one: slipway init, or slipway rollback")));
        });
  }

  public Check trust() {
    return new Check(
        "hosts",
        () -> {
          Developer here = developer.open();
          TreeSet<String> hosts = new TreeSet<>();
          here.update()
              .current()
              .ifPresent(current ->
                  current.manifest().services().forEach(service -> hosts.addAll(service.hosts())));
          List<Finding> findings = new ArrayList<>();
          for (String host : hosts) {
            findings.add(host(host, reports.look(host), here));
          }
          return findings;
        });
  }

  private static Finding found(Manifest manifest) {
    return Finding.ok(
        MANIFEST,
        "generation %s, signed by a key that is trusted here, and the newest"
            .formatted(manifest.generation()));
  }

  private static Finding host(String host, Sighting sighting, Developer here) {
    String what = "host " + host;
    return switch (sighting) {
      case Sighting.Never() ->
          Finding.warn(
              what,
              "has never reported, so what it trusts is not known: start its deployer, and let it"
                  + " write status/"
                  + host
                  + ".json");
      case Sighting.Unasked(String problem) -> Finding.warn(what, problem);
      case Sighting.Unreadable(String problem) ->
          Finding.warn(what, "its report cannot be read: " + problem);
      case Sighting.Reported(var report, _) -> trust(what, report.trust(), here);
    };
  }

  private static Finding trust(String what, TrustedKeys trust, Developer here) {
    List<String> lacking = new ArrayList<>();
    if (!trust.manifest().contains(here.manifestKey().toString())) {
      lacking.add("manifest.trustedKeys lacks " + here.manifestKey());
    }
    if (!trust.cache().contains(here.cacheKey().toString())) {
      lacking.add("cache.trustedKeys lacks " + here.cacheKey());
    }
    return lacking.isEmpty()
        ? Finding.ok(what, "says that it trusts both keys")
        : Finding.fail(
            what,
            String.join(", ", lacking)
                + ": it refuses what is pushed from here. Add it to the host's deployer.json");
  }
}
