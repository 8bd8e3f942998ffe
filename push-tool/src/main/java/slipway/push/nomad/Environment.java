package slipway.push.nomad;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import slipway.manifest.Http;
import slipway.manifest.Service;
import tools.jackson.databind.node.ObjectNode;

/// The variables of a task: `Env`, and a template for the file of secrets, which stays on the host.
final class Environment {
  private Environment() {}

  static void put(Service service, ObjectNode task) {
    Map<String, String> variables = new TreeMap<>();
    service.env().forEach((name, value) -> variables.put(name, Interpolation.inEnv(value)));
    Http http = service.http();
    if (http != null) {
      variables.putIfAbsent(
          http.portEnv(),
          service.isBlueGreen()
              ? "${NOMAD_PORT_" + Ports.HTTP + "}"
              : Integer.toString(http.internalPort()));
    }
    if (service.hardening().stateDirectory() != null) {
      // As systemd does.
      variables.putIfAbsent("STATE_DIRECTORY", "/var/lib/" + service.hardening().stateDirectory());
    }
    if (service.env().values().stream().anyMatch(Interpolation::changesInEnv)) {
      task.putObject("Meta").put(Interpolation.DOLLAR_META, "$");
    }
    ObjectNode env = task.putObject("Env");
    variables.forEach(env::put);
  }

  static Optional<ObjectNode> template(Service service, Warnings warnings) {
    String file = service.envFile();
    if (file == null) {
      return Optional.empty();
    }
    warnings.add(
        "envFile",
        "Nomad reads %s only on clients with template { disable_file_sandbox = true }, where every job"
                .formatted(file)
            + " may read every file; and by its own rules for quotes and comments");
    // Not as the template's source: braces in a secret would be taken for instructions.
    return Optional.of(
        Tree.object()
            .put("EmbeddedTmpl", "{{ file \"" + file + "\" }}")
            .put("DestPath", "secrets/slipway.env")
            .put("Envvars", true)
            .put("ChangeMode", "noop")
            .put("Perms", "0600"));
  }
}
