package slipway.e2e.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import slipway.e2e.ground.Documents;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What nix-nomad makes of a job's options: the job as Nomad's API takes it. An option that it does
/// not have is an error.
final class NixNomad {
  /// Of which type the block in a field is.
  private static final Map<String, String> BLOCKS =
      Map.ofEntries(
          Map.entry("Checks", "ServiceCheck"),
          Map.entry("Constraints", "Constraint"),
          Map.entry("Lifecycle", "TaskLifecycle"),
          Map.entry("Networks", "NetworkResource"),
          Map.entry("Periodic", "PeriodicConfig"),
          Map.entry("ReschedulePolicy", "ReschedulePolicy"),
          Map.entry("Resources", "Resources"),
          Map.entry("RestartPolicy", "RestartPolicy"),
          Map.entry("Services", "Service"),
          Map.entry("Spreads", "Spread"),
          Map.entry("TaskGroups", "TaskGroup"),
          Map.entry("Tasks", "Task"),
          Map.entry("Templates", "Template"),
          Map.entry("UI", "JobUiConfig"),
          Map.entry("Update", "UpdateStrategy"),
          Map.entry("VolumeMounts", "VolumeMount"),
          Map.entry("Volumes", "VolumeRequest"));

  private static final Set<String> LABELLED_LISTS = Set.of("TaskGroups", "Tasks");

  private final Map<String, Map<String, String>> fields = new HashMap<>();

  NixNomad() {
    for (String line : table().lines().filter(it -> !it.startsWith("#")).toList()) {
      String[] block = line.split(": ", 2);
      Map<String, String> options = new HashMap<>();
      for (String option : block[1].split(" ", -1)) {
        String[] pair = option.split("=", 2);
        options.put(pair[0], pair[1]);
      }
      fields.put(block[0], options);
    }
  }

  ObjectNode job(String name, JsonNode options) {
    ObjectNode job = block("Job", options);
    return job.put("ID", name).put("Name", name);
  }

  private ObjectNode block(String type, JsonNode options) {
    ObjectNode block = Documents.object();
    for (var option : options.properties()) {
      String name = option.getKey();
      JsonNode value = option.getValue();
      if (type.equals("NetworkResource") && name.equals("port")) {
        value.properties().forEach(port -> port(port.getKey(), port.getValue(), block));
      } else {
        String field = fields.get(type).get(name);
        block.set(
            Objects.requireNonNull(field, type + " has no option " + name), value(field, value));
      }
    }
    if (type.equals("PeriodicConfig") && block.has("Specs")) {
      block.put("SpecType", "cron");
    }
    return block;
  }

  private JsonNode value(String field, JsonNode value) {
    String type = BLOCKS.get(field);
    if (type == null) {
      return value;
    }
    ArrayNode list = Documents.object().putArray("");
    if (value.isArray()) {
      value.forEach(one -> list.add(block(type, one)));
      return list;
    }
    if (LABELLED_LISTS.contains(field)) {
      value
          .properties()
          .forEach(one -> list.add(block(type, one.getValue()).put("Name", one.getKey())));
      return list;
    }
    if (field.equals("Volumes")) {
      ObjectNode named = Documents.object();
      value
          .properties()
          .forEach(one ->
              named.set(one.getKey(), block(type, one.getValue()).put("Name", one.getKey())));
      return named;
    }
    return block(type, value);
  }

  private static void port(String label, JsonNode options, ObjectNode network) {
    ObjectNode port = Documents.object().put("Label", label);
    if (options.has("static")) {
      port.set("Value", options.get("static"));
    }
    network.withArrayProperty(options.has("static") ? "ReservedPorts" : "DynamicPorts").add(port);
  }

  private static String table() {
    try (InputStream file = NixNomad.class.getResourceAsStream("nix-nomad-options.txt")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
