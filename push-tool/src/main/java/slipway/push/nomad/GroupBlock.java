package slipway.push.nomad;

import java.util.List;
import slipway.manifest.Service;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `TaskGroup` (api/tasks.go): the task itself, and the one before it that fetches its closure.
final class GroupBlock {
  private GroupBlock() {}

  static ObjectNode of(Service service, Cluster cluster, Warnings warnings) {
    ObjectNode group = Tree.object().put("Name", service.name());
    group.put("Count", service.hosts().size());
    ArrayNode networks = Ports.networks(service, warnings);
    if (!networks.isEmpty()) {
      group.set("Networks", networks);
    }
    Registration.of(service, cluster.provider(), warnings)
        .ifPresent(registration -> group.set("Services", Tree.list(List.of(registration))));
    Volumes volumes = Volumes.of(service, warnings);
    group.set("Volumes", volumes.requests());
    group.set("RestartPolicy", RestartBlock.policy(service));
    RestartBlock.reschedule(service).ifPresent(never -> group.set("ReschedulePolicy", never));
    if (!Shape.isBatch(service)) {
      group.set("Update", UpdateBlock.of(service, cluster.provider()));
    }
    if (service.isBlueGreen()) {
      // From when the service is no longer found until its task is told to stop.
      group.put("ShutdownDelay", Tree.seconds(Math.max(1, service.deploy().drainSec())));
    }
    group.set(
        "Tasks",
        Tree.list(
            List.of(FetchTask.of(service), TaskBlock.of(service, volumes.mounts(), warnings))));
    return group;
  }
}
