package slipway.push.nomad;

import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A job as a module for nix-nomad, whose options are called as the fields of Nomad's HCL, in camel
/// case, with lists of named blocks as attribute sets (github.com/tristanpemble/nix-nomad).
public final class NixForm {
  /// Options that are not called as the field of the API is.
  private static final Map<String, String> OTHERWISE =
      Map.ofEntries(
          Map.entry("CPU", "cpu"),
          Map.entry("DestPath", "destination"),
          Map.entry("EmbeddedTmpl", "data"),
          Map.entry("Envvars", "env"),
          Map.entry("ID", "id"),
          Map.entry("LTarget", "attribute"),
          Map.entry("MemoryMB", "memory"),
          Map.entry("Operand", "operator"),
          Map.entry("PortLabel", "port"),
          Map.entry("RTarget", "value"),
          Map.entry("ReschedulePolicy", "reschedule"),
          Map.entry("RestartPolicy", "restart"),
          Map.entry("Specs", "crons"),
          Map.entry("TaskName", "task"),
          Map.entry("UI", "ui"));

  /// Lists whose elements are found by their names.
  private static final Map<String, String> LABELLED =
      Map.of("TaskGroups", "group", "Tasks", "task", "Volumes", "volume");

  /// Whose keys are the job's own.
  private static final Set<String> OPAQUE = Set.of("Config", "Env", "Meta");

  private NixForm() {}

  public static String of(NomadJob job) {
    ObjectNode module = Tree.object();
    ObjectNode options = options(job.job());
    options.remove("id");
    options.remove("name");
    module.putObject("jobs").set(job.service(), options);
    return "# A module for nix-nomad.\n" + NixText.of(module) + "\n";
  }

  private static ObjectNode options(JsonNode block) {
    ObjectNode options = Tree.object();
    for (var entry : block.properties()) {
      put(entry.getKey(), entry.getValue(), options);
    }
    return options;
  }

  private static void put(String field, JsonNode value, ObjectNode options) {
    if (LABELLED.containsKey(field)) {
      ObjectNode named = options.putObject(LABELLED.get(field));
      value.forEach(one -> named.set(one.path("Name").asString(), options(one).without("name")));
    } else if (field.equals("ReservedPorts") || field.equals("DynamicPorts")) {
      value.forEach(one -> port(one, options.withObjectProperty("port")));
    } else if (!field.equals("SpecType")) { // there is one kind, which nix-nomad puts in
      options.set(option(field), OPAQUE.contains(field) ? value : converted(value));
    }
  }

  private static void port(JsonNode port, ObjectNode ports) {
    ObjectNode options = ports.putObject(port.path("Label").asString());
    if (port.has("Value")) {
      options.set("static", port.path("Value"));
    }
  }

  private static JsonNode converted(JsonNode value) {
    if (value.isArray()) {
      var list = Tree.list(List.of());
      value.forEach(one -> list.add(converted(one)));
      return list;
    }
    return value.isObject() ? options(value) : value;
  }

  private static String option(String field) {
    return OTHERWISE.getOrDefault(
        field, Character.toLowerCase(field.charAt(0)) + field.substring(1));
  }
}
