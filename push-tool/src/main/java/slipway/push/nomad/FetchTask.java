package slipway.push.nomad;

import java.util.List;
import slipway.manifest.Service;
import tools.jackson.databind.node.ObjectNode;

/// The task that brings a closure onto the client before its service starts. The root that keeps it
/// from being collected lies in the allocation's directory, so it lasts as long as the allocation.
final class FetchTask {
  /// No service can be called that.
  static final String NAME = "fetch_closure";

  private FetchTask() {}

  static ObjectNode of(Service service) {
    ObjectNode task = Tree.object().put("Name", NAME).put("Driver", "raw_exec");
    task.putObject("Lifecycle").put("Hook", "prestart").put("Sidecar", false);
    String path = Interpolation.inConfig(service.storePath().toString());
    task.putObject("Config")
        .put("command", "nix-store")
        .set(
            "args",
            Tree.texts(List.of("--realise", path, "--add-root", "${NOMAD_ALLOC_DIR}/closure")));
    task.putObject("Resources").put("CPU", 100).put("MemoryMB", 256);
    return task;
  }
}
