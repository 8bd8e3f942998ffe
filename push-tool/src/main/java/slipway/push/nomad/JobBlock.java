package slipway.push.nomad;

import java.util.List;
import slipway.manifest.Service;
import tools.jackson.databind.node.ObjectNode;

/// `Job` of Nomad's API (api/jobs.go).
final class JobBlock {
  private JobBlock() {}

  static ObjectNode of(Service service, Cluster cluster, Warnings warnings) {
    ObjectNode job = Tree.object().put("ID", service.name()).put("Name", service.name());
    job.put("Type", Shape.isBatch(service) ? "batch" : "service");
    if (cluster.region() != null) {
      job.put("Region", cluster.region());
    }
    job.set("Datacenters", Tree.texts(cluster.datacenters()));
    job.set("Constraints", Placement.constraints(service));
    Placement.spread(service, warnings).ifPresent(spread -> job.set("Spreads", spread));
    if (service.revision() != null) {
      // Not Meta, a change of which would restart the service.
      job.putObject("UI").put("Description", "revision " + service.revision());
    }
    String timer = service.systemd().timer();
    if (timer != null) {
      job.set("Periodic", PeriodicBlock.of(timer, warnings));
      job.putObject("Meta").put("slipway_timer", timer);
    }
    job.set("TaskGroups", Tree.list(List.of(GroupBlock.of(service, cluster, warnings))));
    return job;
  }
}
