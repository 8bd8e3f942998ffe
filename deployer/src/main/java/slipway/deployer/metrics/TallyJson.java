package slipway.deployer.metrics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import slipway.deployer.metrics.Tally.Last;
import slipway.deployer.metrics.Tally.Times;
import slipway.deployer.reconcile.Refusal;
import slipway.deployer.reconcile.Timings.Phase;
import slipway.manifest.JsonTree;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A tally as JSON, version 1.
final class TallyJson {
  private static final int VERSION = 1;

  private TallyJson() {}

  static byte[] write(Tally tally) {
    ObjectNode root = JsonNodeFactory.instance.objectNode().put("version", VERSION);
    root.put("polled", tally.times().polled().toString());
    root.put("passed", tally.times().passed().toString());
    Last last = tally.last();
    if (last != null) {
      root.putObject("last").put("exitCode", last.exitCode()).put("atRest", last.atRest());
    }
    root.put("pulled", tally.pulled());
    write(root.putObject("passes"), tally.passes());
    write(root.putObject("refused"), tally.refused());
    ObjectNode services = root.putObject("services");
    tally
        .services()
        .forEach((name, counts) ->
            services
                .putObject(name)
                .put("deployed", counts.deployed())
                .put("failed", counts.failed())
                .put("rollbacks", counts.rollbacks())
                .put("repairs", counts.repairs()));
    ObjectNode durations = root.putObject("durations");
    tally
        .durations()
        .forEach((phase, times) -> {
          ObjectNode written = durations.putObject(word(phase)).put("seconds", times.seconds());
          ArrayNode counts = written.putArray("counts");
          times.counts().forEach(counts::add);
        });
    return JsonTree.compact(root);
  }

  /// The word for a constant, in the file and in labels.
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static void write(ObjectNode object, Map<? extends Enum<?>, Long> counts) {
    counts.forEach((key, count) -> object.put(word(key), count));
  }

  /// @throws RuntimeException where it is none of this version
  static Tally read(byte[] document) {
    JsonNode root = JsonTree.read(document);
    if (root.required("version").intValue() != VERSION) {
      throw new IllegalArgumentException("not version " + VERSION);
    }
    SortedMap<String, ServiceTally> services = new TreeMap<>();
    root.required("services")
        .properties()
        .forEach(each -> services.put(each.getKey(), service(each.getValue())));
    Map<Phase, Durations> durations = new EnumMap<>(Phase.class);
    root.required("durations")
        .properties()
        .forEach(each ->
            durations.put(constant(Phase.class, each.getKey()), durations(each.getValue())));
    return new Tally(
        new Times(instant(root, "polled"), instant(root, "passed")),
        last(root.get("last")),
        count(root.required("pulled")),
        counts(Outcome.class, root.required("passes")),
        counts(Refusal.class, root.required("refused")),
        services,
        durations);
  }

  private static Instant instant(JsonNode root, String key) {
    return Instant.parse(root.required(key).stringValue());
  }

  private static @Nullable Last last(@Nullable JsonNode node) {
    return node == null
        ? null
        : new Last(node.required("exitCode").intValue(), node.required("atRest").booleanValue());
  }

  private static ServiceTally service(JsonNode node) {
    return new ServiceTally(
        count(node.required("deployed")),
        count(node.required("failed")),
        count(node.required("rollbacks")),
        count(node.required("repairs")));
  }

  private static Durations durations(JsonNode node) {
    List<Long> counts = new ArrayList<>();
    node.required("counts").forEach(count -> counts.add(count(count)));
    return new Durations(counts, node.required("seconds").doubleValue());
  }

  private static <K extends Enum<K>> Map<K, Long> counts(Class<K> keys, JsonNode node) {
    Map<K, Long> counts = new EnumMap<>(keys);
    node.properties()
        .forEach(each -> counts.put(constant(keys, each.getKey()), count(each.getValue())));
    return counts;
  }

  private static long count(JsonNode node) {
    long count = node.longValue();
    if (count < 0) {
      throw new IllegalArgumentException("a count of " + count);
    }
    return count;
  }

  private static <K extends Enum<K>> K constant(Class<K> constants, String word) {
    return Enum.valueOf(constants, word.toUpperCase(Locale.ROOT));
  }
}
