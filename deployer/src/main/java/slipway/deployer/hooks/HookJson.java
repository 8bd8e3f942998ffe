package slipway.deployer.hooks;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.ProgramWords;
import slipway.deployer.plan.Release;
import slipway.deployer.reconcile.Changed;
import slipway.deployer.reconcile.Deployment;
import slipway.deployer.reconcile.Deployment.Change;
import slipway.manifest.JsonTree;
import slipway.report.ReportText;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a hook finds on its stdin, version 1 (docs/reference/hooks.md).
record HookJson(String host, String namespace, Clock clock) {
  private static final int VERSION = 1;

  byte[] before(Deployment deployment) {
    ObjectNode root = root("before", deployment);
    ArrayNode services = root.putArray("services");
    deployment.changes().forEach(change -> put(services.addObject(), change));
    return JsonTree.compact(root);
  }

  byte[] after(Deployment deployment, List<Changed> changed) {
    ObjectNode root = root("after", deployment);
    boolean well = changed.stream().allMatch(Changed::isAsWanted);
    root.put("outcome", well ? "ok" : "failed");
    ArrayNode services = root.putArray("services");
    for (Changed each : changed) {
      ObjectNode service = services.addObject();
      put(service, each.change());
      service.put("outcome", each.result().name().toLowerCase(Locale.ROOT).replace('_', '-'));
      put(service, "runs", each.runs());
      if (!each.reason().isEmpty()) {
        // Any user of the host can read a unit's input.
        service.put("reason", ReportText.message(ProgramWords.without(each.reason())));
      }
    }
    return JsonTree.compact(root);
  }

  private ObjectNode root(String hook, Deployment deployment) {
    ObjectNode root =
        JsonNodeFactory.instance
            .objectNode()
            .put("version", VERSION)
            .put("hook", hook)
            .put("host", host)
            .put("namespace", namespace)
            .put("time", clock.instant().toString());
    if (deployment.generation() != null) {
      root.put("generation", deployment.generation().toString());
    }
    return root;
  }

  private static void put(ObjectNode node, Change change) {
    node.put("name", change.service());
    put(node, "from", change.from());
    put(node, "to", change.to());
  }

  private static void put(ObjectNode node, String name, @Nullable Release release) {
    if (release == null) {
      return;
    }
    ObjectNode inner =
        node.putObject(name)
            .put("release", release.number())
            .put("storePath", release.service().storePath().toString());
    if (release.service().revision() != null) {
      inner.put("revision", release.service().revision());
    }
  }
}
