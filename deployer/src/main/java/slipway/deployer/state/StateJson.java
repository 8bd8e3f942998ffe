package slipway.deployer.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.Accepted;
import slipway.deployer.plan.Draining;
import slipway.deployer.plan.Failure;
import slipway.deployer.plan.HostState;
import slipway.deployer.plan.Release;
import slipway.deployer.plan.Repairs;
import slipway.deployer.plan.ServiceRecord;
import slipway.deployer.plan.Serving;
import slipway.manifest.JsonTree;
import slipway.manifest.ServiceJson;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// The state file, version 1. A file of any version ever released must still be read.
final class StateJson {
  private static final int VERSION = 1;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private StateJson() {}

  /// What comes before the services.
  static String head(@Nullable Accepted accepted) {
    ObjectNode root = NODES.objectNode();
    root.put("version", VERSION);
    if (accepted != null) {
      root.putObject("accepted")
          .put("generation", accepted.generation().toString())
          .put("digest", accepted.digest())
          .put("etag", accepted.etag())
          .put("at", accepted.at().toString());
    }
    String object = new String(JsonTree.compact(root), UTF_8);
    return object.substring(0, object.length() - 1);
  }

  /// One service, as it stands under its name.
  static byte[] text(ServiceRecord record) {
    return JsonTree.compact(service(record));
  }

  /// @throws IllegalArgumentException with a message for people where this is not a state file
  static HostState read(byte[] document) {
    JsonNode version = NullNode.getInstance();
    @Nullable Accepted accepted = null;
    @Nullable SortedMap<String, ServiceRecord> services = null;
    try (JsonParser parser = JsonTree.parser(document)) {
      JsonToken begin = parser.nextToken();
      if (begin != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("is no object");
      }
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        parser.nextToken();
        switch (name) {
          case "version" -> version = known(JsonTree.next(parser));
          case "accepted" -> accepted = accepted(JsonTree.next(parser));
          case "services" -> services = services(parser);
          default -> parser.skipChildren();
        }
      }
      if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
        throw new IllegalArgumentException("does not end with its object");
      }
    }
    known(version);
    if (services == null) {
      throw new IllegalArgumentException("has no services");
    }
    return new HostState(accepted, services);
  }

  private static JsonNode known(JsonNode version) {
    if (version.asInt(0) != VERSION) {
      throw new IllegalArgumentException("has version " + version.asInt(0) + ", wanted " + VERSION);
    }
    return version;
  }

  private static Accepted accepted(JsonNode node) {
    return new Accepted(
        instant(node, "generation"), text(node, "digest"), text(node, "etag"), instant(node, "at"));
  }

  /// One after the other: as trees, those of a large host would fill the memory.
  private static SortedMap<String, ServiceRecord> services(JsonParser parser) {
    SortedMap<String, ServiceRecord> services = new TreeMap<>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      services.put(name, service(JsonTree.next(parser)));
    }
    return services;
  }

  private static ObjectNode service(ServiceRecord record) {
    ObjectNode node = NODES.objectNode();
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
    Serving serving = record.serving();
    if (serving != null) {
      node.putObject("serving")
          .put("port", serving.port())
          .put("since", serving.since().toString());
    }
    Draining draining = record.draining();
    if (draining != null) {
      ObjectNode left = node.putObject("draining");
      left.set("release", release(draining.release()));
      left.put("port", draining.port());
      left.put("until", draining.until().toString());
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
        repairs(node.path("repairs")),
        serving(node.get("serving")),
        draining(node.get("draining")));
  }

  private static @Nullable Serving serving(@Nullable JsonNode node) {
    return node == null
        ? null
        : new Serving(node.required("port").intValue(), instant(node, "since"));
  }

  private static @Nullable Draining draining(@Nullable JsonNode node) {
    if (node == null) {
      return null;
    }
    JsonNode port = node.required("port");
    return new Draining(
        release(node.required("release")),
        port.isNull() ? null : Integer.valueOf(port.intValue()),
        instant(node, "until"));
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
    ObjectNode node = NODES.objectNode();
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
