package slipway.deployer.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.Accepted;
import slipway.deployer.plan.Failure;
import slipway.deployer.plan.HostState;
import slipway.deployer.plan.Release;
import slipway.deployer.plan.Repairs;
import slipway.deployer.plan.ServiceRecord;
import slipway.manifest.ServiceJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The state file, version 1. A file of any version ever released must still be read.
final class StateJson {
  private static final int VERSION = 1;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private StateJson() {}

  static byte[] write(HostState state) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("version", VERSION);
    Accepted accepted = state.accepted();
    if (accepted != null) {
      root.putObject("accepted")
          .put("generation", accepted.generation().toString())
          .put("digest", accepted.digest())
          .put("etag", accepted.etag())
          .put("at", accepted.at().toString());
    }
    ObjectNode services = root.putObject("services");
    state.services().forEach((name, record) -> services.set(name, service(record)));
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
  }

  /// @throws IllegalArgumentException with a message for people where this is not a state file
  static HostState read(byte[] document) {
    JsonNode root = MAPPER.readTree(document);
    int version = root.path("version").asInt(0);
    if (version != VERSION) {
      throw new IllegalArgumentException("has version " + version + ", wanted " + VERSION);
    }
    SortedMap<String, ServiceRecord> services = new TreeMap<>();
    root.required("services").forEachEntry((name, record) -> services.put(name, service(record)));
    JsonNode accepted = root.get("accepted");
    return new HostState(
        accepted == null
            ? null
            : new Accepted(
                instant(accepted, "generation"),
                text(accepted, "digest"),
                text(accepted, "etag"),
                instant(accepted, "at")),
        services);
  }

  private static ObjectNode service(ServiceRecord record) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("lastNumber", record.lastNumber());
    node.put("phase", record.phase().name());
    Release running = record.running();
    if (running != null) {
      node.set("running", release(running));
    }
    var good = node.putArray("good");
    record.good().forEach(release -> good.add(release(release)));
    Failure failure = record.failure();
    if (failure != null) {
      node.putObject("failure")
          .put("fingerprint", failure.fingerprint())
          .put("reason", failure.reason())
          .put("at", failure.at().toString());
    }
    if (!record.repairs().times().isEmpty()) {
      var repairs = node.putArray("repairs");
      record.repairs().times().forEach(time -> repairs.add(time.toString()));
    }
    return node;
  }

  private static ServiceRecord service(JsonNode node) {
    List<Release> good = new ArrayList<>();
    node.required("good").forEach(release -> good.add(release(release)));
    JsonNode running = node.get("running");
    return new ServiceRecord(
        node.required("lastNumber").intValue(),
        running == null ? null : release(running),
        ServiceRecord.Phase.valueOf(text(node, "phase")),
        good,
        failure(node.get("failure")),
        repairs(node.path("repairs")));
  }

  private static Repairs repairs(JsonNode times) {
    return new Repairs(times.valueStream().map(time -> Instant.parse(time.stringValue())).toList());
  }

  private static @Nullable Failure failure(@Nullable JsonNode node) {
    return node == null
        ? null
        : new Failure(text(node, "fingerprint"), text(node, "reason"), instant(node, "at"));
  }

  private static ObjectNode release(Release release) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("number", release.number());
    node.put("fingerprint", release.fingerprint());
    node.put("since", release.since().toString());
    node.set("service", ServiceJson.write(release.service()));
    return node;
  }

  private static Release release(JsonNode node) {
    return new Release(
        node.required("number").intValue(),
        ServiceJson.read(node.required("service")),
        text(node, "fingerprint"),
        instant(node, "since"));
  }

  private static String text(JsonNode node, String field) {
    return node.required(field).stringValue();
  }

  private static Instant instant(JsonNode node, String field) {
    return Instant.parse(text(node, field));
  }
}
