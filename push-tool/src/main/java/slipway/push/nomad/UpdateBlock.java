package slipway.push.nomad;

import slipway.manifest.Health;
import slipway.manifest.Service;
import tools.jackson.databind.node.ObjectNode;

/// `UpdateStrategy` (api/jobs.go): how one release takes the place of another.
final class UpdateBlock {
  /// What a closure may take to arrive before its release counts as stuck.
  private static final int FETCH_SECONDS = 600;

  private UpdateBlock() {}

  static ObjectNode of(Service service, Provider provider) {
    Health health = service.health();
    boolean checked = !Checks.of(service, provider).isEmpty();
    int deadline = health.timeoutSec() + health.stableSec();
    int progress = Math.max(deadline + FETCH_SECONDS, TaskBlock.killTimeout(service));
    ObjectNode update = Tree.object().put("MaxParallel", 1);
    update.put("HealthCheck", checked ? "checks" : "task_states");
    update.put("MinHealthyTime", Tree.seconds(health.enabled() ? health.stableSec() : 0));
    update.put("HealthyDeadline", Tree.seconds(deadline));
    update.put("ProgressDeadline", Tree.seconds(progress));
    if (service.isBlueGreen()) {
      // As many as there are makes canaries a second set beside the first. A bad one always goes.
      update.put("AutoRevert", true);
      return update.put("Canary", service.hosts().size()).put("AutoPromote", true);
    }
    return update.put("AutoRevert", service.deploy().autoRollback());
  }
}
