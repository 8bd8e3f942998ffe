package slipway.push.nomad;

import java.util.ArrayList;
import java.util.List;
import slipway.manifest.Freeze;
import slipway.manifest.Manifest;
import slipway.manifest.Service;
import tools.jackson.databind.json.JsonMapper;

/// Turns a manifest into jobs, one for each service. Fields that get lost are warned about, whether
/// somebody wrote them or they hold by default: a job must not lack what its service had and nobody
/// know.
public final class NomadJobs {
  private NomadJobs() {}

  /// @param document what the manifest was read from, which also has the fields that start with x-
  public static Export of(Manifest manifest, byte[] document, Cluster cluster) {
    List<NomadJob> jobs = new ArrayList<>();
    List<Warning> warnings = new ArrayList<>();
    Freeze freeze = manifest.freeze();
    if (freeze != null) {
      warnings.add(
          new Warning(
              "",
              "freeze",
              "frozen by %s since %s: %s. Nomad refuses no change for that"
                  .formatted(freeze.by(), freeze.since(), freeze.reason())));
    }
    for (Service service : manifest.services()) {
      Warnings found = new Warnings(service.name());
      jobs.add(new NomadJob(service.name(), JobBlock.of(service, cluster, found)));
      Lost.tell(service, found);
      warnings.addAll(found.all());
    }
    warnings.addAll(Extensions.of(JsonMapper.shared().readTree(document)));
    return new Export(manifest.generation(), manifest.pushedBy(), jobs, warnings);
  }
}
