package slipway.push.nomad;

import java.util.ArrayList;
import java.util.List;
import slipway.manifest.Hardening;
import slipway.manifest.Service;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The directories of the client that a task sees: the Nix store, and those that it may write to. A
/// client that does not offer them gets no such task.
///
/// @param requests `Volumes` of the group
/// @param mounts `VolumeMounts` of the task
record Volumes(ObjectNode requests, ArrayNode mounts) {
  private static final String STORE = "/nix/store";

  static Volumes of(Service service, Warnings warnings) {
    ObjectNode requests = Tree.object();
    List<ObjectNode> mounts = new ArrayList<>();
    add("nix-store", STORE, true, requests, mounts);
    Hardening hardening = service.hardening();
    for (String path : hardening.readWritePaths()) {
      add(name(path), path, false, requests, mounts);
      warnings.add("hardening.readWritePaths", needs(path, path));
    }
    if (hardening.stateDirectory() != null) {
      String path = "/var/lib/" + hardening.stateDirectory();
      add(name(path), path, false, requests, mounts);
      // Where systemd keeps that of a dynamic user.
      String now = hardening.dynamicUser() ? "/var/lib/private/" : "/var/lib/";
      warnings.add("hardening.stateDirectory", needs(path, now + hardening.stateDirectory()));
    }
    return new Volumes(requests, Tree.list(mounts));
  }

  private static void add(
      String name, String path, boolean readOnly, ObjectNode requests, List<ObjectNode> mounts) {
    requests
        .putObject(name)
        .put("Name", name)
        .put("Type", "host")
        .put("Source", name)
        .put("ReadOnly", readOnly);
    mounts.add(
        Tree.object().put("Volume", name).put("Destination", path).put("ReadOnly", readOnly));
  }

  private static String needs(String path, String now) {
    return "clients need host_volume \"%s\" { path = \"%s\" }, owned by whom the task runs as"
        .formatted(name(path), now);
  }

  /// One name for each path: letters, digits, - and _ are what Nomad allows in it.
  private static String name(String path) {
    StringBuilder name = new StringBuilder();
    for (char character : path.substring(1).toCharArray()) {
      if (character == '/') {
        name.append('-');
      } else if (Character.isLetterOrDigit(character)) {
        name.append(character);
      } else {
        name.append("_%02x".formatted((int) character));
      }
    }
    return name.toString();
  }
}
