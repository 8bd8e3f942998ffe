package slipway.e2e.deploy;

import java.time.Instant;
import java.util.List;
import slipway.e2e.host.S3Endpoint;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The documents that a site writes: settings of both sides, entries of services, manifests.
final class Documents {
  private Documents() {}

  static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }

  /// A `slipway.json`, with keys beside it.
  static String developer(S3Endpoint endpoint, String bucket, String cacheBucket) {
    ObjectNode root = object();
    root.set("bucket", endpoint.bucketSettings(bucket));
    root.set("cacheBucket", endpoint.bucketSettings(cacheBucket));
    return root.put("manifestKeyFile", "manifest.key").put("cacheKeyFile", "cache.key").toString();
  }

  /// The deployer's settings for a host called `biz`.
  static ObjectNode deployer(String namespace, S3Endpoint endpoint, String bucket) {
    ObjectNode root = object().put("host", Site.HOST).put("namespace", namespace);
    root.putObject("manifest").set("bucket", endpoint.bucketSettings(bucket));
    root.putObject("cache").set("bucket", endpoint.bucketSettings("closures"));
    root.putObject("caddy").put("server", "srv0").putArray("listen").add(":80");
    root.putObject("poll").put("intervalSec", 1).put("burstIntervalSec", 1).put("burstSec", 0);
    return root;
  }

  /// A service of one process without a port.
  static ObjectNode process(String name, String storePath) {
    ObjectNode service = object().put("name", name);
    service.putObject("artifact").put("type", "nix-closure").put("storePath", storePath);
    service.putArray("hosts").add(Site.HOST);
    service.putObject("exec").put("command", "web");
    service.putObject("systemd").put("restartSec", 0);
    return service;
  }

  /// A service that answers `domain` and is believed at its first good answer.
  static ObjectNode web(String name, String storePath, String domain, int port) {
    ObjectNode service = process(name, storePath);
    service.putObject("http").put("domain", domain).put("internalPort", port);
    service.putObject("health").put("path", "/").put("stableSec", 0).put("timeoutSec", 10);
    return service;
  }

  static ObjectNode manifest(Instant generation, List<ObjectNode> services) {
    ObjectNode root = object().put("version", 1).put("generation", generation.toString());
    root.putArray("services").addAll(services);
    return root;
  }
}
