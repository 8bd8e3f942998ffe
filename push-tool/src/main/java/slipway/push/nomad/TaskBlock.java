package slipway.push.nomad;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import slipway.manifest.Exec;
import slipway.manifest.Hardening;
import slipway.manifest.Service;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `Task` (api/tasks.go) of the service's own process, run by the driver exec.
final class TaskBlock {
  /// systemd's, where neither the manifest nor the machine says otherwise.
  private static final int DEFAULT_STOP_SECONDS = 90;

  private TaskBlock() {}

  static ObjectNode of(Service service, ArrayNode mounts, Warnings warnings) {
    Exec exec = service.exec();
    ObjectNode task = Tree.object().put("Name", Shape.task(service)).put("Driver", "exec");
    if (exec.user() != null) {
      task.put("User", exec.user());
    }
    task.set("Config", config(service, warnings));
    Environment.put(service, task);
    Environment.template(service, warnings).ifPresent(file -> task.putArray("Templates").add(file));
    task.set("Resources", ResourcesBlock.of(service.systemd(), warnings));
    task.set("VolumeMounts", mounts);
    task.put("KillTimeout", Tree.seconds(killTimeout(service)));
    // The driver's own choice is SIGINT.
    return task.put("KillSignal", "SIGTERM");
  }

  static int killTimeout(Service service) {
    return Optional.ofNullable(service.systemd().stopTimeoutSec()).orElse(DEFAULT_STOP_SECONDS);
  }

  private static ObjectNode config(Service service, Warnings warnings) {
    Exec exec = service.exec();
    ObjectNode config = Tree.object();
    config.put("command", Interpolation.inConfig(exec.resolve(service.storePath())));
    config.set("args", Tree.texts(exec.args().stream().map(Interpolation::inConfig).toList()));
    if (!exec.args().stream().allMatch(Interpolation::survivesConfig)) {
      warnings.add(
          "exec.args",
          "one has characters in a form that Nomad composes (Unicode NFC): the program gets other"
              + " bytes");
    }
    if (exec.workingDirectory() != null) {
      config.put("work_dir", exec.workingDirectory());
      warnings.add(
          "exec.workingDirectory",
          "%s has to be there inside the task's chroot; and work_dir needs Nomad 1.9.2 or later"
              .formatted(exec.workingDirectory()));
    }
    Hardening hardening = service.hardening();
    config.set("cap_drop", Tree.texts(List.of("all")));
    if (!hardening.capabilities().isEmpty()) {
      config.set(
          "cap_add",
          Tree.texts(hardening.capabilities().stream().map(TaskBlock::capability).toList()));
    }
    return config;
  }

  private static String capability(String name) {
    return name.substring("CAP_".length()).toLowerCase(Locale.ROOT);
  }
}
