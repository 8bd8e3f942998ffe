package slipway.push.nomad;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Nomad ignores fields that it does not know, so a misspelt one would be lost in silence.
class ApiFieldsTest {
  /// Which block stands in a field.
  private static final Map<String, String> BLOCKS =
      Map.ofEntries(
          Map.entry("Checks", "ServiceCheck"),
          Map.entry("Constraints", "Constraint"),
          Map.entry("DynamicPorts", "Port"),
          Map.entry("Lifecycle", "TaskLifecycle"),
          Map.entry("Networks", "NetworkResource"),
          Map.entry("Periodic", "PeriodicConfig"),
          Map.entry("ReschedulePolicy", "ReschedulePolicy"),
          Map.entry("ReservedPorts", "Port"),
          Map.entry("Resources", "Resources"),
          Map.entry("RestartPolicy", "RestartPolicy"),
          Map.entry("Services", "Service"),
          Map.entry("Spreads", "Spread"),
          Map.entry("TaskGroups", "TaskGroup"),
          Map.entry("Tasks", "Task"),
          Map.entry("Templates", "Template"),
          Map.entry("UI", "JobUIConfig"),
          Map.entry("Update", "UpdateStrategy"),
          Map.entry("VolumeMounts", "VolumeMount"),
          Map.entry("Volumes", "VolumeRequest"));

  private static final Set<String> OWN_KEYS = Set.of("Env", "Meta");
  private static final long SECOND = 1_000_000_000;

  private final Map<String, Set<String>> fields = new TreeMap<>();
  private final Set<String> blocksSeen = new TreeSet<>();
  private final Set<String> durationsSeen = new TreeSet<>();

  @Test
  void everyFieldIsOneOfTheApiAndDurationsAreNanoseconds() {
    for (String line : Manifests.resource("api-fields.txt").lines().toList()) {
      if (!line.startsWith("#")) {
        String[] block = line.split(": ", 2);
        fields.put(block[0], Set.of(block[1].split(" ", -1)));
      }
    }
    for (Cluster cluster : List.of(Manifests.NOMAD, Manifests.CONSUL)) {
      Manifests.everyField(cluster).jobs().forEach(job -> check("Job", job.job(), job.service()));
    }
    Set<String> wanted = new TreeSet<>(BLOCKS.values());
    wanted.add("Job");
    assertEquals(wanted, blocksSeen);
    assertEquals(
        "[Delay, HealthyDeadline, Interval, KillTimeout, MinHealthyTime, ProgressDeadline,"
            + " ShutdownDelay, Timeout]",
        durationsSeen.toString());
  }

  private void check(String block, JsonNode found, String where) {
    blocksSeen.add(block);
    for (var entry : found.properties()) {
      String field = entry.getKey();
      String here = where + "/" + field;
      boolean duration = fields.get(block).contains(field + "*");
      assertTrue(duration || fields.get(block).contains(field), here + " is no field of " + block);
      JsonNode value = entry.getValue();
      if (duration) {
        durationsSeen.add(field);
        assertTrue(value.isIntegralNumber() && value.asLong() % SECOND == 0, here + " = " + value);
      } else if (field.equals("Config")) {
        Set<String> driver = fields.get(found.path("Driver").asString());
        value.propertyNames().forEach(name -> assertTrue(driver.contains(name), here + "/" + name));
      } else if (BLOCKS.containsKey(field)) {
        blocks(field, value).forEach(one -> check(BLOCKS.get(field), one, here));
      } else {
        assertTrue(OWN_KEYS.contains(field) || !value.isObject(), here + " is a block unheard of");
      }
    }
  }

  private static List<JsonNode> blocks(String field, JsonNode value) {
    return value.isArray() || field.equals("Volumes")
        ? value.valueStream().toList()
        : List.of(value);
  }
}
